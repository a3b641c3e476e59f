import { type Condition, testsOf } from '../../../lib/core/match/condition';
import type { JsonObject } from '../../../lib/core/record/json';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { rulesForKind } from '../../../lib/core/rules/rules-for-kind';
import { sampleDeliveries } from '../../../samples/sample-deliveries';
import { PACK_NAMES, ruleTextOf } from './pack-files';
import { ruleText } from './rule-text';

function only(detection: string) {
  return loadRules([{ file: 'a.yml', text: ruleText(detection) }]).rules;
}

function fieldsOf(conditions: readonly { readonly condition: Condition }[]): readonly (string | undefined)[] {
  return conditions.flatMap(({ condition }) => testsOf(condition).map(({ field }) => field));
}

const KIND = { eventName: 'StartSession', eventSource: 'ssm.amazonaws.com' };

it.each([
  ['s: {eventName: startsession, awsRegion: a}\ncondition: s', ['awsRegion']],
  ['s: {eventName|startswith: Start, eventSource: ssm.amazonaws.com}\ncondition: s', []],
  ['s: {eventName: A}\no: {awsRegion: a}\ncondition: s or o', ['awsRegion']],
  ['s: {eventName: A}\no: {awsRegion: a}\ncondition: o and not s', ['awsRegion']],
  ['s: {eventName: StartSession}\no: {awsRegion: a}\ncondition: s or o', []],
  ['s: {eventName|fieldref: requestParameters.name}\ncondition: s', ['eventName']],
  ['s: {eventName.more: x}\ncondition: s', ['eventName.more']],
])('leaves of a rule what its records do not decide by their kind: %s', (detection, fields) => {
  const rules = rulesForKind(only(detection), KIND);
  expect(rules).toHaveLength(1);
  expect(fieldsOf(rules)).toEqual(fields);
});

it.each([
  's: {eventName: SendCommand, awsRegion: a}\ncondition: s',
  's: {eventSource: kms.amazonaws.com}\no: {awsRegion: a}\ncondition: s and o',
  's: {eventName: StartSession}\no: {awsRegion: a}\ncondition: o and not s',
  's: {eventName: null}\ncondition: s',
])('leaves out a rule that no record of the kind can satisfy: %s', (detection) => {
  expect(rulesForKind(only(detection), KIND)).toEqual([]);
});

it('leaves a rule as it is where nothing is known, or a name may be cut', () => {
  const rules = only(`s: {eventName: ${'A'.repeat(200)}, eventSource: b}\ncondition: s`);
  expect(fieldsOf(rulesForKind(rules, {}))).toEqual(['eventName', 'eventSource']);
  expect(fieldsOf(rulesForKind(rules, { eventName: 'A'.repeat(128), eventSource: '' }))).toEqual([]);
  expect(fieldsOf(rulesForKind(rules, { eventName: 'A'.repeat(129), eventSource: '' }))).toEqual([
    'eventName',
    'eventSource',
  ]);
});

it('changes nothing about which rules of the project match a sample', () => {
  const { rules } = loadRules(PACK_NAMES.map((file) => ({ file, text: ruleTextOf(file) })));
  const records = sampleDeliveries().flatMap(({ body }) => JSON.parse(String(body)).Records as readonly JsonObject[]);
  let matched = 0;
  for (const record of records) {
    const kind = { eventName: String(record['eventName']), eventSource: String(record['eventSource']) };
    const titles = rules.filter(({ matches }) => matches(record)).map(({ title }) => title);
    expect(rulesForKind(rules, kind).flatMap(({ matches, title }) => (matches(record) ? [title] : []))).toEqual(titles);
    matched += titles.length;
  }
  expect(matched).toBeGreaterThan(100);
});
