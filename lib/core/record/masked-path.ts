import type { Place, Secret } from './find-secrets';

/** Characters of a path that are shown. Paths of real secrets are short; a hostile record's would fill the row. */
const MAX_PATH_CHARACTERS = 200;

/** Paths that are listed, for the same reason; the rest is counted. */
const MAX_PATHS = 100;

/** Names that can be read in a path as they are. */
const PLAIN_NAME = /^[\w-]+$/;

/**
 * Where secrets were, as a person would write it: `responseElements.credentials.secretAccessKey`, `items[0].nextToken`,
 * `["odd name"].nextToken`. Long paths lose their middle. After a hundred, the last entry says how many more there are.
 */
export function maskedPathsOf(secrets: readonly Secret[]): readonly string[] {
  const paths = secrets.slice(0, MAX_PATHS).map(pathOf);
  return secrets.length > MAX_PATHS ? [...paths, `… and ${secrets.length - MAX_PATHS} more`] : paths;
}

function pathOf(secret: Secret): string {
  const steps = [step(secret.place, secret.key)];
  for (let at = secret.place; at.parent !== undefined; at = at.parent) steps.push(step(at.parent, at.key));
  return shorten(steps.reverse().join('').replace(/^\./, ''));
}

function step(place: Place, key: string): string {
  if (Array.isArray(place.container)) return `[${key}]`;
  return PLAIN_NAME.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function shorten(path: string): string {
  if (path.length <= MAX_PATH_CHARACTERS) return path;
  const half = MAX_PATH_CHARACTERS / 2;
  return `${path.slice(0, half)}…${path.slice(-half)}`;
}
