import type { CheckedFiles, Difference } from './check-files';
import { SIGNER_KEY_FILE } from './seal-package';
import { LOGS_FOLDER, PUBLIC_KEYS_FILE } from './ship-files';
import { placesOfEvents } from './shipped-places';
import type { VerifiedEvent } from './verify-events';

/** Finds files that a package needs and does not have, and files that nothing in it speaks of. `needed` are paths. */
export async function checkMembers(
  { manifest }: CheckedFiles,
  needed: readonly string[],
  verified: AsyncIterable<VerifiedEvent>,
): Promise<readonly Difference[]> {
  const places = await placesOfEvents(verified, manifest);
  const known = new Set([...needed, PUBLIC_KEYS_FILE, SIGNER_KEY_FILE]);
  const missing = needed.filter((path) => !manifest.has(path));
  const further = [...manifest.keys()].filter((path) => !known.has(path) && !places.has(path));
  return [
    ...missing.map((subject) => ({ subject, reason: 'it is missing' })),
    ...further.map((subject) => ({ subject, reason: reasonAgainst(subject) })),
    ...(places.size > 0 && hasLogs(manifest) && !manifest.has(PUBLIC_KEYS_FILE)
      ? [{ subject: PUBLIC_KEYS_FILE, reason: 'it is missing, although the package has log files' }]
      : []),
  ];
}

function hasLogs(manifest: CheckedFiles['manifest']): boolean {
  return [...manifest.keys()].some((path) => path.startsWith(`${LOGS_FOLDER}/`));
}

function reasonAgainst(path: string): string {
  return path.startsWith(`${LOGS_FOLDER}/`) ? 'no event of the package is of it' : 'it is no file of a package';
}
