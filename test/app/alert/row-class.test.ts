import { rowClass } from '../../../lib/app/alert/row-class';
import { INDEX_EVERYTHING, indexRecord } from '../../../lib/app/index/index-record';
import { jsonTestOf } from '../../../lib/core/match/json-test-of';
import { RecordNames, recordNames } from '../../../lib/core/match/record-names';
import type { JsonObject } from '../../../lib/core/record/json';
import type { EventRow } from '../../../lib/core/rows/event-row';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { mayHold } from '../../../lib/core/rules/reachability';
import type { Rule } from '../../../lib/core/rules/rule';
import { compileRules } from '../../../lib/core/rules/rule-set';
import { auditEvent } from '../../core/rows/events';
import { readPackCases } from '../../core/rules/pack-cases';
import { casesTextOf, loadPack, PACK_NAMES } from '../../core/rules/pack-files';

const { rules } = loadPack();
const compiled = compileRules(rules);
const RECORDS = PACK_NAMES.flatMap((name) => {
  const { match, noMatch } = readPackCases(casesTextOf(name));
  return [...match, ...noMatch].map(({ record }) => record);
});

const ROOT = 'arn:aws:iam::111122223333:root';
const PLACE = { logFile: 'a.json.gz', recordIndex: 0, recordSha256: '0'.repeat(64) };
const SOURCE = { origin: 'delivery', deliveredAt: undefined, now: new Date('2026-03-02T10:00:00Z') } as const;

/** Whether a rule may catch a record, as far as its row and the names of its fields tell. */
function mayCatch({ condition }: Rule, record: JsonObject, row: EventRow): boolean {
  const named = new RecordNames(recordNames(record) ?? '');
  return mayHold(condition, rowClass(storedEvent(row))) && (jsonTestOf(condition)?.(named) ?? true);
}

it('rules out no rule of the pack that catches a record', () => {
  const caught = RECORDS.flatMap((record) => {
    const indexed = indexRecord(record, PLACE, SOURCE, INDEX_EVERYTHING);
    // Calls of neighbours and of guarded services are left out here.
    if (typeof indexed === 'string') return [];
    return compiled.matches(record).map(({ rule }) => ({ rule, may: mayCatch(rule, record, indexed.row) }));
  });
  expect(caught.filter(({ may }) => !may)).toEqual([]);
  expect(caught.length).toBeGreaterThan(RECORDS.length / 4);
});

it('says that a caller with an ARN of its own is not the root user', () => {
  const arn = 'arn:aws:iam::111122223333:user/alice';
  expect(classOf({ userIdentityArn: arn, principalSource: 'arn' }).excluded).toEqual({ 'userIdentity.type': 'root' });
  expect(classOf({ userIdentityArn: ROOT, principalSource: 'arn' }).excluded).toBeUndefined();
  expect(classOf({ userIdentityArn: arn, principalSource: 'principalId' }).excluded).toBeUndefined();
});

it('takes no text for whole that may be cut', () => {
  const arn = `arn:aws:iam::111122223333:user/${'a'.repeat(200)}`;
  expect(classOf({ userIdentityArn: arn, principalSource: 'arn' }).known).not.toHaveProperty(['userIdentity.arn']);
});

function classOf(overrides: Parameters<typeof auditEvent>[0]) {
  return rowClass({ ref: 'a/b', ...auditEvent(overrides) });
}
