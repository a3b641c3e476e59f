/**
 * Processor time differs by machine and by what else it does: the same comparison took 0.026 to 0.038 ms a log file here, at
 * loads of 8 to 25. Work of the same kind in turns with it is slowed down alike, so their ratio is steady.
 */

/** How many pages the work reads. */
const PAGES = 40;

/** Log files of a page of a listing, and receipts of a page of 1 MB. */
const FILES = 1_000;

/**
 * What the work takes of one processor of Lambda's (arm64, 1,769 MB), in milliseconds. **Assumed**: the least that it took on
 * one core of the AMD EPYC of the figures in bench/README.md.
 */
export const ASSUMED_MS = 49;

const name = (index: number) =>
  `111122223333_CloudTrail_us-east-1_20260302T0905Z_${String(index).padStart(16, '0')}.json.gz`;

/** What the calibration joins is not what it made. */
class CalibrationError extends Error {
  constructor(found: number) {
    super(`the calibration joined ${found} files: expected ${PAGES * FILES}`);
    this.name = 'CalibrationError';
  }
}

const LISTING = Array.from(
  { length: FILES },
  (_, index) =>
    `<Contents><Key>AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/02/${name(index)}</Key><LastModified>2026-03-02T09:05:00.000Z</LastModified><ETag>&quot;e&quot;</ETag><Size>4711</Size></Contents>`,
).join('');
const RECEIPTS = JSON.stringify({
  Items: Array.from({ length: FILES }, (_, index) => ({ fileName: { S: name(index) }, eTag: { S: 'e' } })),
});

const CONTENTS =
  /<Contents><Key>([^<]*)<\/Key><LastModified>([^<]*)<\/LastModified><ETag>([^<]*)<\/ETag><Size>(\d+)<\/Size><\/Contents>/g;

/** Reads pages of a listing and of receipts, and joins them by name. Gives how many milliseconds of a processor it took. */
export function calibrationMs(): number {
  const before = process.cpuUsage();
  let found = 0;
  for (let page = 0; page < PAGES; page += 1) found += joined();
  const { user, system } = process.cpuUsage(before);
  if (found !== PAGES * FILES) throw new CalibrationError(found);
  return (user + system) / 1_000;
}

/** Milliseconds of this machine as milliseconds of one processor of Lambda's, by what the calibration took beside them. */
export function assumedMs(measuredMs: number, calibratedMs: number): number {
  return (measuredMs / calibratedMs) * ASSUMED_MS;
}

function joined(): number {
  const { Items }: { Items: readonly { fileName: { S: string }; eTag: { S: string } }[] } = JSON.parse(RECEIPTS);
  const tags = new Map(Items.map(({ fileName, eTag }) => [fileName.S, eTag.S]));
  let found = 0;
  for (const [, key = '', storedAt = '', tag = '', size] of LISTING.matchAll(CONTENTS)) {
    const file = { key, storedAt: new Date(storedAt), eTag: tag.replaceAll('&quot;', ''), bytes: Number(size) };
    if (tags.get(key.slice(key.lastIndexOf('/') + 1)) === file.eTag && file.bytes > 0) found += 1;
  }
  return found;
}
