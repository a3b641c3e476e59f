import { alertEnvironment } from '../lib/contract/read-environment';
import { alertDependencies } from '../lib/functions/alert/alert-dependencies';
import { createAlertHandler } from '../lib/functions/alert/alert-handler';
import { packedRuleFiles } from '../lib/functions/alert/packed-rule-file';

const environment = alertEnvironment(process.env);

/** Raises the alerts of new events. Rules are read once for the life of the execution environment. */
export const handler = createAlertHandler(
  alertDependencies(environment, () => packedRuleFiles(environment.RULES_FILE)),
);
