import { Annotations, App, CfnWaitConditionHandle, Duration, Stack, Validations } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { addStrictValidation } from '../../../lib/infra/validation/strict-validation';
import { TEST_CONTEXT } from '../synthesized-stack';

/** An app that the CDK's own rules do not look at. */
const WITHOUT = { builtinCloudFormationValidation: false };

/** The report of a synthesis that failed, `''` of one that passed. */
function findingsOf(app: App): string {
  addStrictValidation(app);
  try {
    app.synth();
    return '';
  } catch (error) {
    return String(error);
  }
}

/** A stack with which nothing is wrong; a template must have some resource. The CDK reads its rules anew for each app. */
function strictApp(ofCdk: { builtinCloudFormationValidation?: boolean } = WITHOUT): { app: App; stack: Stack } {
  const app = new App({ context: TEST_CONTEXT, ...ofCdk });
  const stack = new Stack(app, 'some-stack');
  new CfnWaitConditionHandle(stack, 'Handle');
  return { app, stack };
}

beforeEach(() => {
  // What passes validation with acknowledged findings is still reported on stderr.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => jest.restoreAllMocks());

describe('a synthesis fails', () => {
  it('on a finding of the AwsSolutions pack', () => {
    const { app, stack } = strictApp();
    new Bucket(stack, 'Open');
    expect(findingsOf(app)).toContain('AwsSolutions-S1');
  });

  it('on a finding of the Serverless pack', () => {
    const { app, stack } = strictApp();
    new Rule(stack, 'Lossy', {
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new SqsQueue(Queue.fromQueueArn(stack, 'Queue', 'arn:aws:sqs:eu-central-1:111122223333:some-queue'))],
    });
    expect(findingsOf(app)).toContain('Serverless-EventBusDLQ');
  });

  it('on what the pack only warns of', () => {
    const { app, stack } = strictApp();
    new CfnTable(stack, 'Unrecoverable', {
      keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
      attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
      billingMode: 'PAY_PER_REQUEST',
    });
    expect(findingsOf(app)).toContain('AwsSolutions-DDB3');
  });

  it("on a finding of the CDK's own rules", () => {
    const { app, stack } = strictApp({});
    new CfnQueue(stack, 'Hidden', { visibilityTimeout: 43_201 });
    expect(findingsOf(app)).toContain('VisibilityTimeout');
  });

  it('on a warning that nobody acknowledged', () => {
    const { app, stack } = strictApp();
    Annotations.of(stack).addWarningV2('test:odd', 'something is odd');
    expect(findingsOf(app)).toContain('something is odd');
  });

  it('but not on one that somebody did', () => {
    const { app, stack } = strictApp();
    Annotations.of(stack).addWarningV2('test:odd', 'something is odd');
    Validations.of(stack).acknowledge({ id: 'test:odd', reason: 'it is meant to be' });
    expect(findingsOf(app)).toBe('');
  });
});
