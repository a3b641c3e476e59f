import { OWN_FOLDER } from '../../contract/export';
import { byteOrder } from '../text/byte-order';
import { compactDay, type ExportPartition, isPartitionName } from './export-partition';

/** The file that says which question a folder or prefix has the answer to. */
export const MARKER_FILE = `${OWN_FOLDER}/question.json`;

/** The file that lists the partitions of a day. It is written last, so that a day without it was not exported whole. */
export function dayFile(day: string): string {
  return `${OWN_FOLDER}/days/${compactDay(day)}.ndjson`;
}

/** How many events each partition of a day has, by `region/account`. */
export type DayCounts = ReadonlyMap<string, number>;

/** The name of a partition among those of its day. */
export function partitionName({ region, account }: Pick<ExportPartition, 'region' | 'account'>): string {
  return `${region}/${account}`;
}

/** The partition of a name among those of a day. */
export function partitionNamed(name: string, day: string): ExportPartition {
  const [region = '', account = ''] = name.split('/');
  return { region, account, day };
}

/** The list of the partitions of a day as it is written, in the order of their names. */
export function dayListText(counts: DayCounts): string {
  return [...counts]
    .sort(([one], [other]) => byteOrder(one, other))
    .map(([name, events]) => {
      const [region, accountId] = name.split('/');
      return `${JSON.stringify({ region, accountId, events })}\n`;
    })
    .join('');
}

/** A file of an export is not what this program writes. */
export class MalformedExportFileError extends Error {
  constructor(
    readonly path: string,
    expected: string,
  ) {
    super(
      `${path} is not what this program writes: expected ${expected}; export to another place, or delete the file if nobody needs what it says`,
    );
    this.name = 'MalformedExportFileError';
  }
}

/** The counts in the list of a day. Throws `MalformedExportFileError`. */
export function readDayList(path: string, text: string): DayCounts {
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => readLine(path, line)));
}

function readLine(path: string, line: string): readonly [string, number] {
  const { region, accountId, events } = jsonObject(line) ?? {};
  const isNamed = typeof region === 'string' && typeof accountId === 'string' && isPartitionName(region, accountId);
  if (!isNamed || typeof events !== 'number') {
    throw new MalformedExportFileError(path, 'a line for each partition, with region, accountId and events');
  }
  return [partitionName({ region, account: accountId }), events];
}

/** The members of a JSON object; undefined for any other text. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
