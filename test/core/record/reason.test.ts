import type { JsonObject } from '../../../lib/core/record/json';
import { reasonOf } from '../../../lib/core/record/reason';

const call = (requestParameters: JsonObject | null): JsonObject => ({ requestParameters });

it('is what the caller said', () => {
  expect(reasonOf(call({ target: 'i-1', reason: 'OPS-1842: disk full' }))).toBe('OPS-1842: disk full');
});

it.each<[string, JsonObject, string]>([
  ['a command', { documentName: 'AWS-RunShellScript', comment: 'OPS-7 rotate logs' }, 'OPS-7 rotate logs'],
  ['a task', { taskInvocationParameters: { runCommand: { comment: 'nightly' } } }, 'nightly'],
  ['a change request', { changeDetails: 'CHG-12', changeRequestName: 'x' }, 'CHG-12'],
  ['an approval', { signalType: 'Approve', payload: { Comment: ['looks', 'good'] } }, 'looks; good'],
  [
    'a review',
    { documentReviews: { action: 'Reject', comment: [{ type: 'Comment', content: 'no owner' }, 7] } },
    'no owner',
  ],
  ['a page', { pageId: 'p', note: 'on it' }, 'on it'],
])('is what the caller says of %s', (_, requestParameters, reason) => {
  expect(reasonOf(call(requestParameters))).toBe(reason);
});

it.each<[string, JsonObject | null]>([
  ['nothing', {}],
  ['an empty text', { reason: '' }],
  ['a redaction', { reason: 'HIDDEN_DUE_TO_SECURITY_REASONS' }],
  ['no text', { reason: ['OPS-1842'] }],
  ['no request', null],
  ['why CloudTrail left the parameters out', { omitted: true, reason: 'requestParameters too large' }],
])('is none where there is %s', (_, requestParameters) => {
  expect(reasonOf(call(requestParameters))).toBeUndefined();
});
