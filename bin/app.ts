import { App } from 'aws-cdk-lib';
import { AuditStack } from '../lib/infra/audit-stack';
import { ConfigurationError, readConfiguration } from '../lib/infra/settings/configuration';
import { addStrictValidation } from '../lib/infra/validation/strict-validation';
import { buildFunctions } from '../scripts/build-functions';

// Synthesized below and only when the configuration is sound, rather than by the CDK whenever the process ends.
const app = new App({ autoSynth: false });

try {
  const configuration = readConfiguration(app.node.getAllContext());
  // The deployment always contains what the sources say now, whenever `dist` was built.
  buildFunctions();
  new AuditStack(app, configuration.stackName, { configuration });
  addStrictValidation(app);
  app.synth();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
