import { OWN_FOLDER } from '../../contract/export';
import { type DayCounts, dayFile, dayListText, readDayList } from '../../core/export/export-files';
import { byteOrder } from '../../core/text/byte-order';
import type { ExportTarget, VersionedTarget } from '../ports/export/export-target';

/** The events of each partition of a day as an earlier export wrote them. Empty if the day was not exported. */
export async function readDay(target: Pick<ExportTarget, 'read'>, day: string): Promise<DayCounts> {
  const path = dayFile(day);
  const text = await target.read(path);
  return text === undefined ? new Map() : readDayList(path, text);
}

/** Writes the list of the partitions of a day, after all of them. */
export function writeDay(target: ExportTarget, day: string, counts: DayCounts): Promise<void> {
  return writeText(target, dayFile(day), dayListText(counts));
}

/** The days that an export has, in order, as `2018-03-06`. */
export async function exportedDays(target: ExportTarget): Promise<readonly string[]> {
  return daysIn(await target.list(DAYS)).sort();
}

/** The days that an export has, in order, each with the version of its list. */
export async function dayVersions(target: VersionedTarget): Promise<ReadonlyMap<string, string>> {
  const versions = [...(await target.versions(DAYS))].map(([name, version]) => ({ day: daysIn([name])[0], version }));
  const ofDays = versions.flatMap(({ day, version }) => (day === undefined ? [] : [[day, version] as const]));
  return new Map(ofDays.sort(([one], [other]) => byteOrder(one, other)));
}

const DAYS = `${OWN_FOLDER}/days`;

const DAY_NAME = /^(\d{4})(\d{2})(\d{2})\.ndjson$/;

function daysIn(names: readonly string[]): string[] {
  return names.flatMap((name) => (DAY_NAME.test(name) ? [name.replace(DAY_NAME, '$1-$2-$3')] : []));
}

/** Writes a small file whole. */
export async function writeText(target: ExportTarget, path: string, text: string): Promise<void> {
  const file = await target.create(path);
  try {
    await file.write(Buffer.from(text));
    await file.complete();
  } finally {
    await file.abandon();
  }
}
