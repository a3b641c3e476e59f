import { createTrailHealthHandler, trailHealthDependencies } from '../lib/adapters/trail-health-handler';
import { trailHealthEnvironment } from '../lib/app/environment';

/** Looks at the trail every hour. Dependencies are made once for the life of the execution environment. */
export const handler = createTrailHealthHandler(trailHealthDependencies(trailHealthEnvironment(process.env)));
