import { callerOf, mainResources, pivotsOf } from '../../../lib/ui/route/event-pivots';
import { shownRef } from '../../../lib/ui/route/shown-ref';

const EVENT = {
  ref: 'StartSession/2026-03-04T19:05:31Z#d66db87e',
  eventName: 'StartSession',
  userIdentityArn: 'arn:aws:sts::111122223333:assumed-role/a/b',
  resources: [
    { id: 'AWS-StartSSHSession', kind: 'document', relation: 'uses' },
    { id: 'i-0a1b2c3d4e5f60718', kind: 'instance', relation: 'target' },
  ],
} as const;

it('puts what a call aimed at before what it used', () => {
  expect(mainResources(EVENT).map(({ value, kind }) => [value, kind])).toEqual([
    ['i-0a1b2c3d4e5f60718', 'instance'],
    ['AWS-StartSSHSession', 'document'],
  ]);
});

it('names the actor, else the principal', () => {
  expect(callerOf(EVENT)?.flag).toBe('principal');
  expect(callerOf({ ...EVENT, actor: 'ana' })).toEqual({ flag: 'actor', value: 'ana' });
});

it('offers every value that a question can be narrowed to, and none that is missing', () => {
  expect(pivotsOf(EVENT).map(({ flag }) => flag)).toEqual(['event', 'principal', 'resource', 'resource']);
});

it('shows a reference by its name and time, and an ID as it is', () => {
  expect([shownRef(EVENT.ref), shownRef('dec2b342')]).toEqual(['StartSession, 2026-03-04 19:05:31', 'dec2b342']);
});
