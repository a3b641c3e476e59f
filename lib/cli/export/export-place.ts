import { existsSync, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { FolderExportTarget } from '../../adapters/folder/folder-export-target';
import { NO_DEADLINE } from '../../app/ports/deadline';
import type { ExportTarget } from '../../app/ports/export/export-target';
import type { RunStore } from '../../app/ports/export/run-store';
import { OWN_FOLDER } from '../../contract/export';
import { refuseLinkToNowhere } from '../paths/link-to-nowhere';
import { UsageError } from '../terminal/cli-error';

/** Where an export goes. */
export interface ExportPlace {
  /** The folder with a slash at its end, or `s3://bucket/prefix/`. */
  readonly name: string;
  /** Where Athena would find it: itself in S3, or where a copy of the folder could be. */
  readonly location: string;
  readonly target: ExportTarget;
  readonly runs: RunStore;
  /** Leaves nothing of the work in hand. */
  close(): Promise<void>;
}

/** What says with whose credentials S3 is written. */
export interface PlaceCredentials {
  readonly profile?: string;
  readonly stackRegion?: string;
}

/** A bucket as S3 names it, and the prefix behind it ("General purpose bucket naming rules"). */
const S3_PLACE = /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(?<prefix>.*))?$/s;

/** The place of `--to`. Throws `UsageError` for what is none. */
export async function exportPlace(to: string, credentials: PlaceCredentials, now: Date): Promise<ExportPlace> {
  return /^s3:/i.test(to) ? s3Place(to, credentials, now) : folderPlace(to);
}

function folderPlace(to: string): ExportPlace {
  refuseFolder(to);
  const target = new FolderExportTarget(resolve(to));
  const name = to.endsWith('/') ? to : `${to}/`;
  return { name, location: 's3://BUCKET/PREFIX/', target, runs: target.runs, close: () => target.close() };
}

/** A folder with other things is not mixed with an export. */
function refuseFolder(folder: string): void {
  refuseLinkToNowhere('--to', folder);
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new UsageError(`--to '${folder}' is a file: expected a folder`);
  const names = readdirSync(folder);
  if (names.length > 0 && !names.includes(OWN_FOLDER)) {
    throw new UsageError(
      `--to '${folder}' has other files: expected a folder that is empty, not there, or has an export of the same question`,
    );
  }
}

async function s3Place(to: string, { profile, stackRegion }: PlaceCredentials, now: Date): Promise<ExportPlace> {
  const { bucket, prefix = '' } = S3_PLACE.exec(to)?.groups ?? {};
  if (bucket === undefined) {
    throw new UsageError(`--to '${to}' is no place in S3: expected s3://BUCKET or s3://BUCKET/PREFIX`);
  }
  const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  const { S3Client } = await import('@aws-sdk/client-s3');
  const { RETRYING } = await import('../../adapters/retry/retrying.js');
  const { withoutLogging } = await import('../../adapters/sdk/without-logging.js');
  const { S3ExportTarget } = await import('../../adapters/s3/s3-export-target.js');
  const { TemporaryRuns } = await import('../../adapters/folder/folder-runs.js');
  const settings = { ...(profile && { profile }), ...(stackRegion && { region: stackRegion }), ...RETRYING };
  const client = withoutLogging(new S3Client({ ...settings, followRegionRedirects: true }));
  const runs = new TemporaryRuns();
  const name = `s3://${bucket}/${folder}`;
  return {
    name,
    location: name,
    target: new S3ExportTarget(client, { bucket, prefix: folder }, NO_DEADLINE, () => now),
    runs,
    close: async () => {
      await runs.close();
      client.destroy();
    },
  };
}
