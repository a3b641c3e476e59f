import { createHash } from 'node:crypto';
import { LOGS_FOLDER, PUBLIC_KEYS_FILE } from '../../app/evidence/ship-files';
import { absentLogFiles } from '../../app/evidence/shipped-places';
import type { PackageReader } from '../../app/ports/evidence/package-files';
import { type ManifestEntry, manifestText } from '../../core/evidence/package-manifest';
import { byteOrder } from '../../core/text/byte-order';
import { packagedEvents } from './packaged-events';
import { type PinnedFile, type ReportedPackage, renderReport } from './render-report';
import { verifiedLines } from './verified-list';

/** What the report of a package is made of, beside its events. `entries` are the files that are written before it. */
export interface ReportSources extends Pick<ReportedPackage, 'question' | 'coverage' | 'verdicts' | 'isSigned'> {
  readonly entries: readonly ManifestEntry[];
}

/** The report of a package from its other files. Who makes a package and who checks it get the same text. */
export async function packageReport(reader: PackageReader, sources: ReportSources): Promise<string> {
  const { entries } = sources;
  const paths = new Set(entries.map(({ path }) => path));
  const absent = paths.has(PUBLIC_KEYS_FILE) ? await absentLogFiles(verifiedLines(reader), paths) : undefined;
  return renderReport({ ...sources, absent, pinned: pinnedFiles(entries) }, packagedEvents(reader));
}

/** The hashes that a report gives of the files it was made of. Log files have one together: there may be thousands. */
export function pinnedFiles(entries: readonly ManifestEntry[]): readonly PinnedFile[] {
  const [logs, others] = [entries.filter(isLog), entries.filter((entry) => !isLog(entry))];
  const ofLogs = { path: `${LOGS_FOLDER}/`, sha256: createHash('sha256').update(manifestText(logs)).digest('hex') };
  return [...others, ...(logs.length > 0 ? [ofLogs] : [])]
    .map(({ path, sha256 }) => ({ path, sha256 }))
    .sort((one, other) => byteOrder(one.path, other.path));
}

function isLog({ path }: ManifestEntry): boolean {
  return path.startsWith(`${LOGS_FOLDER}/`);
}
