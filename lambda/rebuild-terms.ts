import { rebuildEnvironment } from '../lib/contract/read-environment';
import { rebuildDependencies } from '../lib/functions/rebuild/rebuild-dependencies';
import { createRebuildHandler } from '../lib/functions/rebuild/rebuild-handler';

/** Makes the rows of Terms again from those of Events. Dependencies are made once for the life of the execution environment. */
export const handler = createRebuildHandler(rebuildDependencies(rebuildEnvironment(process.env)));
