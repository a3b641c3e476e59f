import type { AlertConfiguration } from '../../../lib/core/alerts/configuration/alert-configuration';
import { type AlertMatch, compileMatcher } from '../../../lib/core/alerts/event-matcher';
import type { JsonObject } from '../../../lib/core/record/json';
import { loadRules } from '../../../lib/core/rules/load-rules';
import type { Rule } from '../../../lib/core/rules/rule';
import { ruleText } from '../rules/rule-text';
import { configuration, observed, storedDeletion, topic } from './observed-events';

const DETECTION = 'selection:\n  eventName: DeleteDocument\ncondition: selection';

function rulesOf(...heads: readonly Readonly<Record<string, string>>[]): readonly Rule[] {
  const { rules, refused } = loadRules(
    heads.map((head, index) => ({ file: `${index}.yml`, text: ruleText(DETECTION, head) })),
  );
  expect(refused).toEqual([]);
  return rules;
}

const RULES = rulesOf({ id: 'low-rule', level: 'low' }, { id: 'high-rule', level: 'high' });

const shown = (matches: readonly AlertMatch[]) => matches.map(({ rule, topics }) => [rule.id, topics]);
const raiseWith = (config: AlertConfiguration, event = observed(), rules = RULES) =>
  shown(compileMatcher(rules, config)(event));

describe('compileMatcher', () => {
  it('gives what rules match even where no topic selects it', () => {
    expect(raiseWith(configuration())).toEqual([
      ['low-rule', []],
      ['high-rule', []],
    ]);
  });

  it('selects by rule, by level or by name, joined by "or"', () => {
    const topics = [
      topic({ name: 'by-rule', rules: ['low-rule'] }),
      topic({ name: 'by-level', minimumLevel: 'medium' }),
      topic({ name: 'either', rules: ['low-rule'], minimumLevel: 'high' }),
      topic({ name: 'by-name', events: ['delete*'] }),
      topic({ name: 'other', events: ['Create*', 'DeleteDocuments'], rules: ['gone'], minimumLevel: 'critical' }),
    ];
    expect(raiseWith(configuration(...topics))).toEqual([
      ['low-rule', ['by-rule', 'either']],
      ['high-rule', ['by-level', 'either']],
      ['event:DeleteDocument', ['by-name']],
    ]);
  });

  it('raises an event that is selected by name without any rule, as informational', () => {
    const matches = compileMatcher([], configuration(topic({ events: ['DeleteDocument'] })))(observed());
    expect(matches).toEqual([
      expect.objectContaining({
        rule: expect.objectContaining({ id: 'event:DeleteDocument', level: 'informational' }),
        topics: ['documents'],
      }),
    ]);
  });

  it('selects an event once for a topic that has it by rule and by name', () => {
    const both = topic({ events: ['DeleteDocument'], minimumLevel: 'high' });
    expect(raiseWith(configuration(both))).toEqual([
      ['low-rule', []],
      ['high-rule', ['documents']],
    ]);
  });

  it('filters what was selected by outcome and by account, joined by "and"', () => {
    const select = { rules: ['high-rule'], events: ['*'] };
    const topics = [
      topic({ name: 'denied', ...select, outcomes: ['denied', 'failed'] }),
      topic({ name: 'elsewhere', ...select, accounts: ['999999999999'] }),
      topic({ name: 'both', ...select, outcomes: ['success'], accounts: ['111122223333'] }),
      topic({ name: 'half', ...select, outcomes: ['success'], accounts: ['999999999999'] }),
    ];
    expect(raiseWith(configuration(...topics), observed(), RULES.slice(1))).toEqual([['high-rule', ['both']]]);
  });

  it('does not filter by what is not known of an event', () => {
    const { outcome: _, recipientAccountId: __, ...unknown } = storedDeletion();
    const filtered = topic({ rules: ['high-rule'], outcomes: ['denied'], accounts: ['999999999999'] });
    const matcher = compileMatcher(RULES.slice(1), configuration(filtered));
    expect(shown(matcher({ ...observed(), event: unknown }))).toEqual([['high-rule', ['documents']]]);
  });

  it('switches rules off and changes their level', () => {
    const base = configuration(topic({ minimumLevel: 'critical' }));
    const overrides = { disabled: ['high-rule'], levels: new Map([['low-rule', 'critical']] as const) };
    expect(raiseWith({ ...base, overrides })).toEqual([['low-rule', ['documents']]]);
  });

  it('raises a record that cannot be read to all topics that rely on rules, and by its name to those that ask for it', () => {
    const topics = [
      topic({ name: 'by-rule', rules: ['low-rule'] }),
      topic({ name: 'by-level', minimumLevel: 'critical' }),
      topic({ name: 'by-name', events: ['DeleteDocument'] }),
    ];
    expect(raiseWith(configuration(...topics), { event: storedDeletion(), record: undefined })).toEqual([
      ['ssm-audit-unevaluated', ['by-rule', 'by-level']],
      ['event:DeleteDocument', ['by-name']],
    ]);
  });

  it('raises a record at which a rule fails as not evaluated', () => {
    const [rule] = RULES;
    if (rule === undefined) throw new Error('no rule');
    const failing: Rule = {
      ...rule,
      matches: () => {
        throw new RangeError('too deep');
      },
    };
    expect(raiseWith(configuration(topic({ rules: ['x'] })), observed(), [failing])).toEqual([
      ['ssm-audit-unevaluated', ['documents']],
    ]);
  });

  it('raises a record without name by the rules that match it', () => {
    const event = { ref: '_quarantine/2024-05-01T12:10:00Z#ab', quarantineReason: 'no eventTime' };
    const matcher = compileMatcher(RULES, configuration(topic({ events: ['*'], minimumLevel: 'high' })));
    expect(shown(matcher({ event, record: observed().record }))).toEqual([
      ['low-rule', []],
      ['high-rule', ['documents']],
    ]);
  });

  it.each([
    ['of 390 KB', { padding: 'x'.repeat(390 * 1024) }],
    ['nested 40 levels deep', { padding: nested(40) }],
    ['nested 5,000 levels deep', { padding: nested(5000) }],
  ])('is not escaped by a record %s', (_, requestParameters) => {
    expect(raiseWith(configuration(), observed({}, { requestParameters }))).toContainEqual(['high-rule', []]);
  });
});

function nested(levels: number): JsonObject {
  let value: JsonObject = { end: true };
  for (let level = 1; level < levels; level += 1) value = { deeper: value };
  return value;
}
