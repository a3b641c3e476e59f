import type { JsonObject } from '../../../lib/core/record/json';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { compileRules } from '../../../lib/core/rules/rule-set';
import { filterText, ruleText } from './rule-text';

/** A set of rules given as detections, with ids 0, 1, 2 … */
function ruleSet(...detections: readonly string[]) {
  const texts = detections.map((detection, index) => ruleText(detection, { id: `'${index}'` }));
  const { rules, refused } = loadRules(texts.map((text, index) => ({ file: `${index}.yml`, text })));
  expect(refused).toEqual([]);
  return compileRules(rules);
}

const record = (overrides: JsonObject = {}): JsonObject => ({
  eventSource: 'ssm.amazonaws.com',
  eventName: 'SendCommand',
  requestParameters: { documentName: 'AWS-RunShellScript' },
  ...overrides,
});

describe('compileRules', () => {
  const rules = ruleSet(
    'sel:\n  requestParameters.documentName: AWS-*\ncondition: sel',
    'sel:\n  eventSource: ssm.amazonaws.com\n  eventName: [startsession, sendcommand]\ncondition: sel',
    'sel:\n  eventSource: ssm.amazonaws.com\ncondition: sel',
    'a:\n  eventName: SendCommand\nb:\n  eventName: GetParameter\ncondition: a or b',
    'a:\n  eventName: SendCommand\nb:\n  errorCode: null\ncondition: a or b',
    'a:\n  eventName: SendCommand\ncondition: not a',
    'a:\n  eventName|startswith: Send\ncondition: a',
    'a:\n  eventName: [null, GetParameter]\ncondition: a',
    'a:\n  eventName|neq: SendCommand\ncondition: a',
    'a:\n  eventName|cased: SendCommand\ncondition: a',
  );
  const ids = (each: JsonObject) => rules.matches(each).map(({ rule }) => rule.id);

  it('gives the matching rules in their order, whichever index they are found by', () => {
    expect(ids(record())).toEqual(['0', '1', '2', '3', '4', '6', '9']);
    expect(ids(record({ eventName: 'GetParameter', requestParameters: null }))).toEqual(['2', '3', '4', '5', '7', '8']);
    expect(ids(record({ eventName: 'SENDCOMMAND', eventSource: 'SSM.amazonaws.com', errorCode: 'x' }))).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
      '6',
    ]);
  });

  it('evaluates every rule where eventName or eventSource is absent or no text', () => {
    expect(ids({})).toEqual(['4', '5', '7', '8']);
    expect(ids(record({ eventName: ['SendCommand'] }))).toEqual(['0', '1', '2', '3', '4', '6', '9']);
    expect(ids(record({ eventName: 'constructor', eventSource: '__proto__', requestParameters: null }))).toEqual([
      '4',
      '5',
      '8',
    ]);
  });

  it('agrees with evaluating each rule', () => {
    const { rules: all } = loadRules([
      { file: 'a', text: ruleText('a:\n  eventName: A\nb:\n  eventSource: B\ncondition: a or b') },
    ]);
    const set = compileRules(all);
    for (const each of [{ eventName: 'A' }, { eventSource: 'B' }, { eventName: 'B', eventSource: 'A' }]) {
      expect(set.matches(each).map(({ rule }) => rule)).toEqual(all.filter(({ matches }) => matches(each)));
    }
  });

  it('says which selections hold and what they look at', () => {
    const set = ruleSet(
      'sel:\n  eventName: SendCommand\n  errorCode: null\nbad:\n  userAgent: x\nwords: [aws-run]\ncondition: sel and not bad',
    );
    const [match] = set.matches(record());
    expect(match?.why()).toEqual({ selections: ['sel', 'words'], fields: ['eventName', 'errorCode'] });
  });

  it('applies filters', () => {
    const filter = filterText('rules: any\nsel:\n  eventName: SendCommand\ncondition: not sel');
    const { rules: filtered } = loadRules([
      { file: 'a', text: ruleText('sel:\n  eventSource: ssm.amazonaws.com\ncondition: sel') },
      { file: 'b', text: filter },
    ]);
    expect(compileRules(filtered).matches(record())).toEqual([]);
    expect(compileRules(filtered).matches(record({ eventName: 'StartSession' }))).toHaveLength(1);
  });

  it('finds a match in a record of 390 KB that is 40 levels deep', () => {
    let deep: JsonObject = { documentName: 'AWS-RunShellScript', padding: 'x'.repeat(390_000) };
    for (let level = 0; level < 40; level += 1) deep = { a: deep };
    const set = ruleSet('sel:\n  eventName: SendCommand\n  requestParameters|contains: runshell\ncondition: sel');
    expect(set.matches(record({ requestParameters: deep }))).toHaveLength(1);
  });
});
