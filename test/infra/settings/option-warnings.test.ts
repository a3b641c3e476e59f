import { App, CfnWaitConditionHandle, Stack } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib/assertions';
import { completeOptions } from '../../../lib/infra/settings/configuration';
import { warnOfOptions } from '../../../lib/infra/settings/option-warnings';
import { addStrictValidation } from '../../../lib/infra/validation/strict-validation';
import { TEST_CONTEXT } from '../synthesized-stack';

beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

const options = {
  spreadEvents: { StartSesion: 2 },
  retentionDays: 30,
  organizationId: 'o-exampleorgid',
  managementAccount: '999988887777',
};

/** What the CDK's own checks say of a template is not asked here. */
const newApp = () => new App({ context: TEST_CONTEXT, builtinCloudFormationValidation: false });

function stackIn(app: App): Stack {
  const stack = new Stack(app, 'some-stack');
  new CfnWaitConditionHandle(stack, 'Handle');
  warnOfOptions(stack, completeOptions(options));
  return stack;
}

it.each([
  "spreadEvents names 'StartSesion', which is unknown: did you mean StartSession? [ack: ssm-audit:misspeltEventName]",
  'retentionDays is 30, so the bucket deletes log files after 65 days, those that are there already included: set logRetentionDays, to 435 to keep them as long as by default [ack: ssm-audit:retention]',
  'managementAccount is 999988887777: CloudFormation cannot make the trail of an organization for a delegated administrator, so run the output TrailCommands after the deployment [ack: ssm-audit:trailByHand]',
])('warns: %s', (warning) => {
  Annotations.fromStack(stackIn(newApp())).hasWarning('*', warning);
});

it('stops nothing, because it may be meant', () => {
  const app = newApp();
  stackIn(app);
  addStrictValidation(app);
  expect(() => app.synth()).not.toThrow();
});
