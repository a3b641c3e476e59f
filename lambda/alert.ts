import { alertDependencies } from '../lib/adapters/alert-dependencies';
import { createAlertHandler } from '../lib/adapters/alert-handler';
import { packedRuleFiles } from '../lib/adapters/packed-rule-file';
import { alertEnvironment } from '../lib/app/environment';

const environment = alertEnvironment(process.env);

/** Raises the alerts of new events. Rules are read once for the life of the execution environment. */
export const handler = createAlertHandler(
  alertDependencies(environment, () => packedRuleFiles(environment.RULES_FILE)),
);
