import { App, CfnWaitConditionHandle, Stack } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib/assertions';
import { completeOptions, readConfiguration } from '../../../lib/infra/settings/configuration';
import { misspeltNames, warnOfMisspeltNames } from '../../../lib/infra/settings/misspelt-event-names';
import { addStrictValidation } from '../../../lib/infra/validation/strict-validation';
import { TEST_CONTEXT } from '../synthesized-stack';

function namesOf(context: Record<string, unknown>): readonly string[] {
  return misspeltNames(readConfiguration(context));
}

const topic = (...events: string[]) => ({ 'ssm-audit:alertTopics': [{ name: 'documents', events }] });

it.each([
  [
    topic('DeleteDocumnet'),
    "the alert topic documents selects 'DeleteDocumnet', which is unknown: did you mean DeleteDocument?",
  ],
  [topic('*Documnet*'), "selects '*Documnet*', which matches no known event name"],
  [{ 'ssm-audit:spreadEvents': { UpdateInstanceInformations: 2 } }, 'did you mean UpdateInstanceInformation?'],
  [{ 'ssm-audit:spreadEvents': { updateInstanceInformation: 2 } }, 'did you mean UpdateInstanceInformation?'],
  [{ 'ssm-audit:excludedEvents': ['GetParametersByPaht'] }, 'did you mean GetParametersByPath?'],
])('warns of %j', (context, warning) => {
  expect(namesOf(context)).toEqual([expect.stringContaining(warning)]);
});

it.each([
  topic('DeleteDocument', 'deletedocument', '*Document*', 'AnEntirelyNewAction'),
  { 'ssm-audit:spreadEvents': { UpdateInstanceInformation: 2 } },
  {},
])('finds nothing odd about %j', (context) => expect(namesOf(context)).toEqual([]));

describe('a stack with such a name', () => {
  beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(() => jest.restoreAllMocks());

  function stackIn(app: App): Stack {
    const stack = new Stack(app, 'some-stack');
    new CfnWaitConditionHandle(stack, 'Handle');
    warnOfMisspeltNames(stack, completeOptions({ spreadEvents: { StartSesion: 2 } }));
    return stack;
  }

  it('warns', () => {
    const stack = stackIn(new App({ context: TEST_CONTEXT }));
    Annotations.fromStack(stack).hasWarning(
      '*',
      "spreadEvents names 'StartSesion', which is unknown: did you mean StartSession? [ack: ssm-audit:misspeltEventName]",
    );
  });

  it('can be made all the same', () => {
    const app = new App({ context: TEST_CONTEXT });
    stackIn(app);
    addStrictValidation(app);
    expect(() => app.synth()).not.toThrow();
  });
});
