import { ALARM_NAMES } from '../../../lib/contract/alarm-names';
import { GUARD_TABLE, unversioned } from '../../../lib/core/guard/guard-table';
import { GuardedStackError, guardedStack } from '../../../lib/core/guard/guarded-stack';
import { namesToWatch } from '../../../lib/core/guard/own-name';
import { RecordScanner } from '../../../lib/core/log-file/record-scanner';
import type { RecordSpan } from '../../../lib/core/log-file/record-span';
import { SOURCE_HINT } from '../../../lib/core/log-file/value-end';
import { ALARMS } from '../../../lib/infra/operations/alarms';
import { guardSamples, STACK_TEXT, stack } from './guard-samples';

it('has every call once', () => {
  for (const { eventSource, calls } of GUARD_TABLE) {
    const names = calls.map(({ eventName }) => `${eventSource} ${unversioned(eventName)}`);
    expect(new Set(names).size).toBe(names.length);
  }
});

it('knows every alarm of the stack', () => {
  expect(ALARMS.map(({ name }) => name).sort()).toEqual([...ALARM_NAMES].sort());
});

it('is handed on by the scanner wherever a record names the stack, and not where none does', () => {
  const names = namesToWatch(stack()).map((name) => Buffer.from(name));
  for (const { own, title } of guardSamples()) {
    for (const size of [1_000_000, 100]) expect([title, isHandedOn(hintOf(own, names, size))]).toEqual([title, true]);
    const foreign = JSON.stringify(own)
      .replaceAll(/ssm-audit/gi, 'ssn-audit')
      .replaceAll('2e3f4a5b', '2e3f4a5c');
    const hint = hintOf(JSON.parse(foreign), names, 1_000_000);
    // What has an escape at its top level may be anybody's, and is parsed anyway.
    expect([title, isHandedOn(hint)]).toEqual([title, foreign.includes('\\')]);
  }
});

const isHandedOn = (hint: number | undefined) => hint !== undefined && hint >= SOURCE_HINT.guarded;

/** The hint of a record between two others, in chunks of a size; undefined where it is passed over. */
function hintOf(record: object, names: readonly Buffer[], size: number): number | undefined {
  const other = { eventSource: 'ec2.amazonaws.com', name: 'ssm-audit' };
  const text = Buffer.from(JSON.stringify({ Records: [other, record, other] }));
  const scanner = new RecordScanner(SOURCE_HINT.kms, names);
  const hints = new Map<number, number>();
  const take = ({ index, hint }: RecordSpan) => hints.set(index, hint);
  for (let at = 0; at < text.length; at += size) scanner.push(text.subarray(at, at + size), take);
  scanner.end();
  return hints.get(1);
}

it('watches a name of its own, in either case, and those that somebody else chose', () => {
  expect(namesToWatch(stack())).toEqual(['ssm-audit', '1f0c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b']);
  const id = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/SecurityAuditOfProduction/0a1b';
  expect(namesToWatch(stack({ id, known: [], logBucket: 'company-logs' }))).toEqual([
    'securityauditofprodu',
    'company-logs',
  ]);
});

it.each([
  'x',
  '[]',
  '{}',
  '{"id":"arn","prefix":"Audit","known":[],"logBucket":"b"}',
  STACK_TEXT.replace('"Audit"', '""'),
])('refuses %s as a stack', (text) => {
  expect(() => guardedStack(text, [])).toThrow(GuardedStackError);
});

it('guards nothing where no stack is told', () => {
  expect(guardedStack('', [])).toBeUndefined();
});
