import { activityName, activityOf } from '../../../lib/core/ocsf/activity';
import type { Relation, Resource } from '../../../lib/core/resources/resource';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';

const on = (relation: Relation): Resource => ({ id: '/app', kind: 'parameter', relation });

it.each<[string, Partial<StoredEvent>, string]>([
  ['GetParameter', { readOnly: true, resources: [on('uses')] }, 'read'],
  // Before version 1.01 of records, nothing says whether a call only reads.
  ['GetParameter', { resources: [on('uses')] }, 'read'],
  ['GetAccessToken', { readOnly: false }, 'other'],
  ['CreateDocument', { readOnly: false, resources: [on('creates')] }, 'create'],
  ['StartSession', { readOnly: false, resources: [on('target'), on('creates')] }, 'create'],
  ['StartSession', { readOnly: false, outcome: 'denied', resources: [on('target')] }, 'create'],
  ['UpdateDocument', { readOnly: false, resources: [on('changes')] }, 'update'],
  ['RemoveTagsFromResource', { readOnly: false, resources: [on('changes')] }, 'update'],
  ['DeleteParameter', { readOnly: false, resources: [on('changes')] }, 'delete'],
  ['DeleteParameters', { readOnly: false, outcome: 'denied' }, 'delete'],
  ['TerminateSession', { readOnly: false, resources: [on('changes')] }, 'delete'],
  ['AcknowledgePage', { readOnly: false }, 'other'],
  // Nobody says that a call may not claim to read.
  ['DeleteParameter', { readOnly: true }, 'read'],
])('%s %j is %s', (eventName, fields, expected) => {
  expect(activityOf({ ref: 'r', eventName, ...fields })).toBe(expected);
});

it('has a caption of its own, but for what is none of OCSF’s activities', () => {
  expect(activityName('create', 'StartSession')).toBe('Create');
  expect(activityName('other', 'AcknowledgePage')).toBe('AcknowledgePage');
});
