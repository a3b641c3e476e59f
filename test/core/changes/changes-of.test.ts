import { isAskedIn } from '../../../lib/core/changes/change-scope';
import { changesOf } from '../../../lib/core/changes/changes-of';
import { readEvent } from '../../../lib/core/event/read-event';
import type { JsonObject } from '../../../lib/core/record/json';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { ssmRecord } from '../../log-records';

const ANYTHING = { paths: [], resources: [] };

/** What a call changed: kind, thing, change, version and details in a line each. */
function changed(overrides: JsonObject, scope = ANYTHING): readonly string[] {
  const record = ssmRecord(overrides);
  const reading = readEvent(record, 'hash');
  if (reading.kind !== 'event') throw new Error('unindexable');
  const event: StoredEvent = { ref: 'r', ...reading.event };
  return changesOf(event, record, isAskedIn(scope, event)).map(({ kind, resource, change, version, details }) =>
    [kind, resource, change, ...(version === undefined ? [] : [`v${version}`]), ...details].join(' '),
  );
}

const call = (eventName: string, requestParameters: JsonObject | null, responseElements: JsonObject | null = null) =>
  changed({ eventName, requestParameters, responseElements });

it.each<[string, JsonObject | null, JsonObject | null, readonly string[]]>([
  [
    'PutParameter',
    { name: '/a', value: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    { version: 1 },
    ['parameter /a created v1'],
  ],
  [
    'PutParameter',
    { name: '/a', type: 'SecureString', keyId: 'alias/k', overwrite: true },
    { version: 7 },
    ['parameter /a overwritten v7 SecureString key alias/k'],
  ],
  ['PutParameter', { name: '/a', overwrite: true }, { version: 1 }, ['parameter /a created v1']],
  ['PutParameter', { name: '/a', overwrite: true }, null, ['parameter /a written']],
  ['PutParameter', { name: '/a' }, null, ['parameter /a created']],
  ['DeleteParameter', { name: 'a' }, null, ['parameter a deleted']],
  [
    'DeleteParameters',
    { names: ['/a', 'b', '/c'] },
    { deletedParameters: ['/a'], invalidParameters: ['/b', 'c'] },
    ['parameter /a deleted'],
  ],
  ['DeleteParameters', { names: ['/a'] }, { deletedParameters: [], invalidParameters: ['/a'] }, []],
  [
    'LabelParameterVersion',
    { name: '/a', labels: ['prod', 'bad'] },
    { invalidLabels: ['bad'], parameterVersion: 4 },
    ['parameter /a labelled v4 prod'],
  ],
  ['LabelParameterVersion', { name: '/a', labels: ['bad'] }, { invalidLabels: ['bad'] }, []],
  [
    'UnlabelParameterVersion',
    { name: '/a', labels: ['prod'], parameterVersion: 3 },
    { removedLabels: ['prod'], invalidLabels: [] },
    ['parameter /a unlabelled v3 prod'],
  ],
  [
    'CreateDocument',
    { name: 'Doc', documentType: 'Command', content: 'x' },
    { documentDescription: { documentVersion: '1' } },
    ['document Doc created v1 Command'],
  ],
  ['UpdateDocument', { name: 'Doc' }, { documentDescription: { documentVersion: '5' } }, ['document Doc updated v5']],
  ['UpdateDocumentDefaultVersion', { name: 'Doc', documentVersion: '5' }, null, ['document Doc made default v5']],
  ['DeleteDocument', { name: 'Doc' }, null, ['document Doc deleted']],
  ['DeleteDocument', { name: 'Doc', documentVersion: '2' }, null, ['document Doc version deleted v2']],
  [
    'ModifyDocumentPermission',
    { name: 'Doc', accountIdsToAdd: ['all', '444455556666'], accountIdsToRemove: ['777788889999'] },
    null,
    ['document Doc shared and unshared with everybody with 444455556666 no longer with 777788889999'],
  ],
  [
    'CreateAssociation',
    { name: 'Doc' },
    { associationDescription: { associationId: 'a-1', associationVersion: '1', name: 'Doc' } },
    ['association a-1 created v1 document Doc'],
  ],
  [
    'UpdateAssociation',
    { associationId: 'a-1' },
    { associationDescription: { associationId: 'a-1', associationVersion: '3', name: 'Doc' } },
    ['association a-1 updated v3 document Doc'],
  ],
  ['DeleteAssociation', { associationId: 'a-1' }, null, ['association a-1 deleted']],
  ['CreateMaintenanceWindow', { name: 'w' }, { windowId: 'mw-1' }, ['maintenanceWindow mw-1 created']],
  [
    'RegisterTaskWithMaintenanceWindow',
    { windowId: 'mw-1', taskArn: 'AWS-RunShellScript' },
    { windowTaskId: 't-1' },
    [
      'maintenanceWindowTask t-1 created task AWS-RunShellScript',
      'maintenanceWindow mw-1 task added task AWS-RunShellScript',
    ],
  ],
  ['DeleteMaintenanceWindow', { windowId: 'mw-1' }, null, ['maintenanceWindow mw-1 deleted']],
  ['UpdatePatchBaseline', { baselineId: 'pb-1' }, null, ['patchBaseline pb-1 updated']],
  ['RegisterDefaultPatchBaseline', { baselineId: 'pb-1' }, null, ['patchBaseline pb-1 made default']],
  [
    'RegisterPatchBaselineForPatchGroup',
    { baselineId: 'pb-1', patchGroup: 'web' },
    null,
    ['patchBaseline pb-1 registered patch group web', 'patchGroup web registered baseline pb-1'],
  ],
  [
    'AddTagsToResource',
    { resourceType: 'Parameter', resourceId: '/a', tags: [{ key: 'Owner', value: 'secret' }] },
    null,
    ['parameter /a tagged Owner'],
  ],
  [
    'PutResourcePolicy',
    { resourceArn: 'arn:aws:ssm:us-east-2:111122223333:parameter/a/b', policy: '{}' },
    null,
    ['parameter /a/b policy set'],
  ],
  ['UpdateServiceSetting', { settingId: '/ssm/x', settingValue: 'secret' }, null, ['serviceSetting /ssm/x updated']],
  ['CreateResourceDataSync', { syncName: 's' }, null, ['resourceDataSync s created']],
  ['StartSession', { target: 'i-0123456789abcdef0' }, { sessionId: 'alice-1' }, []],
  ['GetParameter', { name: '/a', withDecryption: true }, null, []],
])('tells what %s of %j changed, answered by %j', (eventName, request, response, expected) => {
  expect(call(eventName, request, response)).toEqual(expected);
});

it('tells nothing of what did not succeed, and never a value', () => {
  const errorMessage =
    'User: x is not authorized to perform: ssm:PutParameter on resource: arn:aws:ssm:r:1:parameter/a';
  expect(
    changed({ eventName: 'PutParameter', errorCode: 'AccessDenied', requestParameters: null, errorMessage }),
  ).toEqual([]);
  const told = call('PutParameter', { name: '/a', value: 'hunter2', description: 'd' }, { version: 2 });
  expect(told.join()).not.toContain('hunter2');
});

it('takes what it does not expect for nothing to tell', () => {
  expect(call('PutParameter', { name: '/a', type: { a: ['x'] }, keyId: {} }, { version: { a: 1 } })).toEqual([
    'parameter /a created',
  ]);
  expect(call('AddTagsToResource', { resourceType: 'Parameter', resourceId: '/a', tags: 'HIDDEN' })).toEqual([
    'parameter /a tagged',
  ]);
});
