import { isAskedIn, mayChange } from '../../../lib/core/changes/change-scope';
import type { Resource } from '../../../lib/core/resources/resource';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';

const EVENT: StoredEvent = { ref: 'r', awsRegion: 'eu-west-1', recipientAccountId: '111122223333' };

function isBelow(path: string, id: string, where: Partial<Resource> = {}): boolean {
  const parameter: Resource = { id, kind: 'parameter', relation: 'changes', ...where };
  return isAskedIn({ paths: [path], resources: [] }, EVENT)(parameter);
}

it.each([
  ['/app/prod', '/app/prod'],
  ['/app/prod', '/app/prod/db'],
  ['/app/prod/', '/app/prod/db/user'],
  ['/app/prod//', '/app/prod'],
  ['/', '/app/prod/db'],
  ['/', 'name'],
  ['name', 'name'],
  ['/name', 'name'],
  ['name', '/name'],
  ['arn:aws:ssm:eu-west-1:111122223333:parameter/app/prod', '/app/prod/db'],
  ['arn:aws:ssm:eu-west-1:111122223333:parameter/name', 'name'],
])('below %s is %s', (path, id) => {
  expect(isBelow(path, id)).toBe(true);
});

it.each([
  ['/app/prod', '/app/production'],
  ['/app/prod', '/app'],
  ['/app/prod', '/other/app/prod'],
  ['app', 'application'],
  ['/APP', '/app/db'],
  ['arn:aws:ssm:eu-west-1:444455556666:parameter/app/prod', '/app/prod/db'],
  ['arn:aws:ssm:us-east-1:111122223333:parameter/app/prod', '/app/prod/db'],
  ['arn:aws-cn:ssm:eu-west-1:111122223333:parameter/app/prod', '/app/prod/db'],
])('below %s is not %s', (path, id) => {
  expect(isBelow(path, id)).toBe(false);
});

it('knows where a shared parameter is', () => {
  const path = 'arn:aws:ssm:eu-west-1:444455556666:parameter/app';
  expect(isBelow(path, '/app/db', { account: '444455556666', region: 'eu-west-1' })).toBe(true);
});

it('takes a thing in any form in which it is asked for, and nothing else that the call touched', () => {
  const isAsked = isAskedIn({ paths: [], resources: ['arn:aws:ssm:eu-west-1:111122223333:document/Doc'] }, EVENT);
  expect(isAsked({ id: 'Doc', kind: 'document', relation: 'changes' })).toBe(true);
  expect(isAsked({ id: 'Doc', kind: 'document', relation: 'uses' })).toBe(false);
  expect(isAsked({ id: 'Other', kind: 'document', relation: 'changes' })).toBe(false);
});

it.each([
  ['PutParameter', true, true],
  ['AddTagsToResource', true, true],
  ['MoveParameter', true, true],
  ['UpdateDocument', false, true],
  ['MoveSomething', false, true],
  ['GetParameter', false, false],
  ['DescribeSomething', false, false],
  ['SendCommand', false, false],
  ['StartSession', false, false],
  ['UpdateInstanceInformation', false, false],
])('%s may change parameters: %s, what is configured: %s', (name, parameters, anything) => {
  expect(mayChange(name, { paths: ['/'], resources: [] })).toBe(parameters);
  expect(mayChange(name, { paths: [], resources: [] })).toBe(anything);
  expect(mayChange(name, { paths: [], resources: ['x'] })).toBe(true);
});
