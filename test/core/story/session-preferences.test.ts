import type { JsonObject } from '../../../lib/core/record/json';
import { type PreferencesChange, transcriptPlace } from '../../../lib/core/story/session-preferences';
import { stored } from './events';

const change = (eventName: string, time: string, record?: JsonObject): PreferencesChange => ({
  event: stored(time, { eventName, resources: [] }),
  ...(record && { record }),
});
const written = (inputs: JsonObject | string, version?: string): JsonObject => ({
  requestParameters: { content: typeof inputs === 'string' ? inputs : JSON.stringify({ inputs }) },
  ...(version !== undefined && { responseElements: { documentDescription: { documentVersion: version } } }),
});
const switched = (documentVersion: string): JsonObject => ({ requestParameters: { documentVersion } });

it('reads the place of the last change', () => {
  const inputs = { s3BucketName: 'transcripts', s3KeyPrefix: 'sessions', cloudWatchLogGroupName: '/ssm' };
  expect(transcriptPlace([change('UpdateDocument', '12:00:00', written(inputs))])).toMatchObject({
    kind: 'somewhere',
    bucket: 'transcripts',
    prefix: 'sessions',
    logGroup: '/ssm',
    eventName: 'UpdateDocument',
    since: '2024-05-01T12:00:00Z',
    by: 'alice (session name)',
  });
});

it('follows the version that was made the default', () => {
  const place = transcriptPlace([
    change('UpdateDocumentDefaultVersion', '12:00:00', switched('2')),
    change('UpdateDocument', '11:30:00', written({ s3BucketName: 'third' }, '3')),
    change('UpdateDocument', '11:00:00', written({ s3BucketName: 'second' }, '2')),
    change('CreateDocument', '10:00:00', written({ s3BucketName: 'first' })),
  ]);
  expect(place).toMatchObject({ bucket: 'second', version: '2' });
  const back = [
    change('UpdateDocumentDefaultVersion', '12:00:00', switched('1')),
    change('CreateDocument', '10:00:00', written({ s3BucketName: 'first' })),
  ];
  expect(transcriptPlace(back)).toMatchObject({ bucket: 'first', version: '1' });
});

it('says that there is none where the preferences name no place', () => {
  const silent = { s3BucketName: '', cloudWatchLogGroupName: '' };
  expect(transcriptPlace([change('CreateDocument', '10:00:00', written(silent))])).toMatchObject({ kind: 'nowhere' });
});

it.each([
  ['there is no change', []],
  ['the document was deleted', [change('DeleteDocument', '10:00:00')]],
  ['the record has no text', [change('UpdateDocument', '10:00:00', {})]],
  ['the text is no JSON', [change('UpdateDocument', '10:00:00', written('schemaVersion: 1.0'))]],
  ['the text is hidden', [change('UpdateDocument', '10:00:00', written('HIDDEN_DUE_TO_SECURITY_REASONS'))]],
  ['the version is not stored', [change('UpdateDocumentDefaultVersion', '10:00:00', switched('7'))]],
])('does not know it where %s', (_, changes) => {
  expect(transcriptPlace(changes)).toMatchObject({ kind: 'unknown' });
});
