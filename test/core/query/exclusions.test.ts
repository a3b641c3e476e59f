import { ExclusionSyntaxError, readExclusions } from '../../../lib/core/query/exclusions';
import { planned } from '../../../lib/core/query/planned-query';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { auditEvent, NODE, rowOf } from '../rows/events';

const event = { ...storedEvent(rowOf(auditEvent({ outcome: 'denied', errorCode: 'AccessDenied' }))) };
const passes = (not: readonly string[], tested = event) =>
  planned({ not: readExclusions(not), related: true }).passes(tested);

it.each([
  ['event=StartSession'],
  ['event-source=ssm.amazonaws.com'],
  ['actor=ALICE'],
  ['role=Operator'],
  [`resource=${NODE}`],
  ['event-id=11111111'],
  ['error=any'],
  ['error=AccessDenied'],
  ['account=111122223333'],
  ['region=eu-west-1'],
  ['source-ip=203.0.113.7'],
  ['access-key=asiaexample'],
  ['denied'],
  ['denied=true'],
  ['--denied'],
  ['writes'],
  ['no-agent'],
])('leaves out by %s what the flag finds', (not) => {
  expect(passes([not])).toBe(false);
});

it.each([['event=SendCommand'], ['actor=bob'], ['reason=x'], ['related'], ['error=ThrottlingException']])(
  'leaves out by %s nothing else',
  (not) => expect(passes([not])).toBe(true),
);

it('leaves out related calls by their name, and keeps events without the field', () => {
  expect(passes(['related'], { ...event, related: true })).toBe(false);
  const { actor: _, ...nobody } = event;
  expect(passes(['actor=alice'], nobody)).toBe(true);
});

it('leaves out what one of them finds', () => {
  expect(passes(['actor=bob', 'actor=alice'])).toBe(false);
  expect(passes(['actor=bob', 'event=StartSession'])).toBe(false);
  expect(passes(['actor=bob', 'event=SendCommand'])).toBe(true);
});

it('makes a question narrower, and one that tests the record where it says so', () => {
  expect(planned({ actors: ['alice'] }).narrows).toBe(false);
  expect(planned({ actors: ['alice'], not: readExclusions(['event=A']) }).narrows).toBe(true);
  expect(planned({ not: readExclusions(['where=a=b']) }).testsRecord).toBe(true);
});

it.each(['actor', 'actor=', 'nobody=x', '=x', '', 'changed', 'quarantined', 'denied=false', 'constructor=x'])(
  'refuses %j, naming what is expected',
  (text) => expect(() => readExclusions([text])).toThrow(ExclusionSyntaxError),
);
