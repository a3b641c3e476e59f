import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** A link stands where files are written: whoever put it there would choose where they go. */
export class LinkInTheWayError extends Error {
  constructor(readonly path: string) {
    super(`${path} is a link, which could lead elsewhere: expected a folder, a file or an unused name; remove it`);
    this.name = 'LinkInTheWayError';
  }
}

/**
 * Makes sure that no step from a folder to a path below it is a link. The folder itself may be one, because somebody named
 * it. Paths have slashes. Throws `LinkInTheWayError`.
 */
export function refuseLinks(folder: string, path: string): void {
  let place = folder;
  for (const step of path.split('/')) {
    place = join(place, step);
    const found = standing(place);
    if (found?.isSymbolicLink()) throw new LinkInTheWayError(place);
    if (!found?.isDirectory()) return;
  }
}

/** What is at a path itself, which may be a link. Undefined if nothing is, or nothing can be. */
export function standing(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}
