import { join } from 'node:path';

/** The folder of package.json. */
export const PROJECT_ROOT = join(__dirname, '..');

/** Where everything is built into; not kept in git. */
export const DIST = join(PROJECT_ROOT, 'dist');
