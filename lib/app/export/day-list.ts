import { OWN_FOLDER } from '../../contract/export';
import { type DayCounts, dayFile, dayListText, readDayList } from '../../core/export/export-files';
import type { ExportTarget } from '../ports/export/export-target';

/** The events of each partition of a day as an earlier export wrote them. Empty if the day was not exported. */
export async function readDay(target: ExportTarget, day: string): Promise<DayCounts> {
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
  const names = await target.list(`${OWN_FOLDER}/days`);
  return names.flatMap((name) => (DAY_NAME.test(name) ? [name.replace(DAY_NAME, '$1-$2-$3')] : [])).sort();
}

const DAY_NAME = /^(\d{4})(\d{2})(\d{2})\.ndjson$/;

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
