import { trailHealthEnvironment } from '../lib/contract/read-environment';
import { createTrailHealthHandler, trailHealthDependencies } from '../lib/functions/checks/trail-health-handler';

/** Looks at the trail every hour. Dependencies are made once for the life of the execution environment. */
export const handler = createTrailHealthHandler(trailHealthDependencies(trailHealthEnvironment(process.env)));
