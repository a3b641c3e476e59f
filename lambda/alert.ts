import { alertDependencies } from '../lib/adapters/alert-dependencies';
import { createAlertHandler } from '../lib/adapters/alert-handler';
import { alertEnvironment } from '../lib/app/environment';

/** Raises the alerts of new events. Rules are read once for the life of the execution environment. */
export const handler = createAlertHandler(alertDependencies(alertEnvironment(process.env)));
