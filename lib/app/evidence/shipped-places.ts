import { LOGS_FOLDER } from './ship-files';
import type { VerifiedEvent } from './verify-events';

/** Which paths a package has. */
type Paths = Pick<ReadonlySet<string>, 'has'>;

/**
 * Where a package has a log file, by its name in rows: below `logs/`, under the key that ends the name. Undefined if it does
 * not have it.
 */
export function shippedPlace(logFile: string, paths: Paths): string | undefined {
  const segments = logFile.split('/');
  // Names come from a stranger and must not lead out of the folder.
  if (segments.includes('..')) return undefined;
  return segments
    .map((_, index) => `${LOGS_FOLDER}/${segments.slice(index).join('/')}`)
    .find((place) => paths.has(place));
}

/** How many log files of events a package does not have. */
export async function absentLogFiles(events: AsyncIterable<VerifiedEvent>, paths: Paths): Promise<number> {
  const absent = new Set<string>();
  for await (const { logFile } of events) if (shippedPlace(logFile, paths) === undefined) absent.add(logFile);
  return absent.size;
}

/** The paths below `logs/` that belong to events: their log files, and the digests that list these, with their signatures. */
export async function placesOfEvents(events: AsyncIterable<VerifiedEvent>, paths: Paths): Promise<ReadonlySet<string>> {
  const places = new Set<string>();
  for await (const { logFile, digest } of events) {
    const place = shippedPlace(logFile, paths);
    if (place !== undefined) places.add(place);
    if (digest === undefined) continue;
    for (const suffix of ['', '.metadata.json']) places.add(`${LOGS_FOLDER}/${digest}${suffix}`);
  }
  return places;
}
