import { readConfiguration } from '../../../lib/infra/settings/configuration';
import { misspeltNames } from '../../../lib/infra/settings/misspelt-event-names';

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
