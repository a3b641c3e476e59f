import { basename } from 'node:path';
import { guardedCall } from '../../../lib/core/guard/guard-table';
import { familyOf } from '../../../lib/core/record/event-source';
import type { JsonObject } from '../../../lib/core/record/json';
import { compileRules } from '../../../lib/core/rules/rule-set';
import { readPackCases } from './pack-cases';
import { casesTextOf, loadPack, namesWithCases, PACK_NAMES } from './pack-files';

const { rules, refused, findings } = loadPack();
const compiled = compileRules(rules);

/** How many rules were asked for at the least, and how many cases of each kind a rule. */
const LEAST_RULES = 25;
const LEAST_CASES = 2;

const TACTICS = [
  'initial-access',
  'execution',
  'persistence',
  'privilege-escalation',
  'defense-evasion',
  'credential-access',
  'discovery',
  'lateral-movement',
  'collection',
  'command-and-control',
  'exfiltration',
  'impact',
].map((tactic) => `attack.${tactic}`);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TECHNIQUE = /^attack\.t\d{4}(?:\.\d{3})?$/;
const AWS_PAGE = /^https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/;

describe('the pack', () => {
  it('loads whole, with nothing to say about any rule', () => {
    expect({ refused, findings }).toEqual({ refused: [], findings: [] });
    expect(rules.map(({ file }) => basename(file))).toEqual(PACK_NAMES);
    expect(rules.length).toBeGreaterThanOrEqual(LEAST_RULES);
  });

  it('gives every rule an id and a title of its own, and cases', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(new Set(rules.map(({ title }) => title)).size).toBe(rules.length);
    expect(namesWithCases()).toEqual(PACK_NAMES);
  });
});

const isGuarded = ({ eventSource, eventName }: JsonObject) =>
  guardedCall(String(eventSource), String(eventName)) !== undefined;

describe.each(rules.map((rule) => [rule.file, rule] as const))('%s', (name, rule) => {
  const { match, noMatch } = readPackCases(casesTextOf(name));

  it('says what a person needs: what it catches, what else it may be, what to do next', () => {
    expect(rule.id).toMatch(UUID);
    expect(rule).toMatchObject({ author: 'ssm-audit', status: expect.stringMatching(/^(test|experimental)$/) });
    expect(rule.description?.endsWith('.')).toBe(true);
    expect(rule.falsepositives).not.toEqual([]);
    expect(rule.nextSteps).not.toEqual([]);
    expect(rule.references.filter((page) => !AWS_PAGE.test(page))).toEqual([]);
    expect(rule.references).not.toEqual([]);
  });

  it('names a technique of ATT&CK and its tactic', () => {
    expect(rule.tags.some((tag) => TECHNIQUE.test(tag))).toBe(true);
    expect(rule.tags.some((tag) => TACTICS.includes(tag))).toBe(true);
    expect(rule.tags.filter((tag) => !TECHNIQUE.test(tag) && !TACTICS.includes(tag))).toEqual([]);
  });

  it('has two cases of each kind', () => {
    expect(match.length).toBeGreaterThanOrEqual(LEAST_CASES);
    expect(noMatch.length).toBeGreaterThanOrEqual(LEAST_CASES);
    expect(new Set([...match, ...noMatch].map((each) => each.name)).size).toBe(match.length + noMatch.length);
  });

  it.each(match.map((each) => [each.name, each.record] as const))('fires: %s', (_, record) => {
    expect(compiled.matches(record).map((matched) => matched.rule.file)).toContain(name);
  });

  it.each(noMatch.map((each) => [each.name, each.record] as const))('does not fire: %s', (_, record) => {
    expect(compiled.matches(record).map((matched) => matched.rule.file)).not.toContain(name);
  });

  it('speaks of successful calls or of denied ones, and of no other service', () => {
    for (const { record } of match) {
      expect(rule.matches({ ...record, errorCode: 'ThrottlingException' })).toBe(false);
      expect(rule.matches({ ...record, eventSource: 'glue.amazonaws.com' })).toBe(false);
      expect(familyOf(record) !== 'other' || isGuarded(record)).toBe(true);
    }
  });
});
