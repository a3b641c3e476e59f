import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../../lib/core/record/json';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { canHold } from '../../../lib/core/rules/reachability';
import type { Rule } from '../../../lib/core/rules/rule';
import { filterText, ruleText } from './rule-text';

/** Rules in the form that public ones have. */
const RULES = join(__dirname, '../../fixtures/rules');

const load = (...texts: readonly string[]) =>
  loadRules(texts.map((text, index) => ({ file: `${index + 1}.yml`, text })));

/** The one rule of a file that must load without a word. */
function loaded(text: string): Rule {
  const { rules, refused, findings } = load(text);
  expect({ refused, findings }).toEqual({ refused: [], findings: [] });
  const [rule] = rules;
  if (rule === undefined) throw new Error('no rule was loaded');
  return rule;
}

const record = (overrides: JsonObject = {}): JsonObject => ({
  eventSource: 'ssm.amazonaws.com',
  eventName: 'SendCommand',
  userAgent: 'aws-cli/2',
  ...overrides,
});

const SELECTION = 'selection:\n  eventName: SendCommand\ncondition: selection';

describe('a rule', () => {
  it('carries what the document says', () => {
    const text = ruleText(SELECTION, {
      id: '5f3c5a36-6c1c-4a4b-9a0e-1f1f3a2b4c5d',
      name: 'send_command',
      status: 'experimental',
      level: 'high',
      description: "'what it is about'",
      author: 'Somebody',
      references: '[https://example.com]',
      falsepositives: '[Administrators]',
      tags: '[attack.execution, attack.t1651]',
      custom: 'anything',
    });
    expect(loaded(`---\n${text}`)).toMatchObject({
      id: '5f3c5a36-6c1c-4a4b-9a0e-1f1f3a2b4c5d',
      name: 'send_command',
      title: 'A test rule',
      status: 'experimental',
      level: 'high',
      description: 'what it is about',
      author: 'Somebody',
      references: ['https://example.com'],
      falsepositives: ['Administrators'],
      tags: ['attack.execution', 'attack.t1651'],
      logsource: { product: 'aws', service: 'cloudtrail' },
      file: '1.yml',
      line: 2,
    });
  });

  it('goes by its name or title without an id, and is medium without a level', () => {
    const text = ruleText(SELECTION).replace('id: test-rule\n', '');
    expect(loaded(text)).toMatchObject({ id: 'A test rule', level: 'medium', references: [], tags: [] });
    expect(loaded(`name: short\n${text}`)).toMatchObject({ id: 'short' });
  });

  it('takes an empty optional key for an absent one', () => {
    const empty = ['id', 'name', 'status', 'level', 'description', 'author', 'references', 'falsepositives', 'tags'];
    const text = `title: A test rule\n${empty.map((key) => `${key}:\n`).join('')}nextSteps: ['', A step]\n`;
    const rule = loaded(ruleText(SELECTION).replace('title: A test rule\nid: test-rule\n', text));
    expect(rule).toMatchObject({ id: 'A test rule', level: 'medium', references: [], tags: [], nextSteps: ['A step'] });
    expect(rule).not.toHaveProperty('status');
  });

  it('has its level and status in any letter case, and its log source', () => {
    const text = ruleText(SELECTION, {
      level: 'High',
      status: 'TEST',
      logsource: '{product: AWS, service: CloudTrail}',
    });
    expect(loaded(text)).toMatchObject({ level: 'high', status: 'test', logsource: { service: 'cloudtrail' } });
  });

  it('may be for all logs of AWS', () => {
    for (const logsource of ['{product: aws}', '{product: aws, service: , category: }']) {
      expect(loaded(ruleText(SELECTION, { logsource })).logsource).toEqual({ product: 'aws' });
    }
  });

  it('matches by its condition', () => {
    const { matches } = loaded(
      ruleText('sel:\n  eventName: SendCommand\nbad:\n  userAgent|contains: aws\ncondition: sel and not bad'),
    );
    expect(matches(record())).toBe(false);
    expect(matches(record({ userAgent: 'curl' }))).toBe(true);
    expect(matches(record({ eventName: 'GetParameter', userAgent: 'curl' }))).toBe(false);
  });
});

describe('selections', () => {
  it('join the fields of a map by and, the values of a list by or', () => {
    const { matches } = loaded(
      ruleText('sel:\n  eventName: [SendCommand, StartSession]\n  userAgent: aws*\ncondition: sel'),
    );
    expect(matches(record({ eventName: 'StartSession' }))).toBe(true);
    expect(matches(record({ userAgent: 'curl' }))).toBe(false);
  });

  it('let two fields of one selection be satisfied by different elements', () => {
    const { matches } = loaded(ruleText('sel:\n  resources.type: A\n  resources.ARN: b\ncondition: sel'));
    expect(
      matches(
        record({
          resources: [
            { type: 'A', ARN: 'a' },
            { type: 'B', ARN: 'b' },
          ],
        }),
      ),
    ).toBe(true);
  });

  it('let not mean that no element satisfies', () => {
    const { matches } = loaded(ruleText('sel:\n  resources.ARN: b\ncondition: not sel'));
    expect(matches(record({ resources: [{ ARN: 'a' }, { ARN: 'b' }] }))).toBe(false);
    expect(matches(record({ resources: [{ ARN: 'a' }] }))).toBe(true);
    expect(matches(record())).toBe(true);
  });

  it('join a list of maps by or', () => {
    const { matches } = loaded(
      ruleText('sel:\n  - eventName: A\n  - userAgent: aws*\n    eventName: SendCommand\ncondition: sel'),
    );
    expect(matches(record())).toBe(true);
    expect(matches(record({ userAgent: 'curl' }))).toBe(false);
    expect(matches(record({ eventName: 'A', userAgent: 'curl' }))).toBe(true);
  });

  it('take a list of texts as keywords, and one text as one keyword', () => {
    expect(loaded(ruleText('words: [absent, CLI]\ncondition: words')).matches(record())).toBe(true);
    expect(loaded(ruleText('words: cli\ncondition: words')).matches(record())).toBe(true);
    expect(loaded(ruleText("words:\n  '|all': [cli, absent]\ncondition: words")).matches(record())).toBe(false);
    expect(loaded(ruleText('words:\n  - absent\n  - eventName: SendCommand\ncondition: words')).matches(record())).toBe(
      true,
    );
  });

  it('compare numbers, booleans and null as YAML writes them', () => {
    const { matches } = loaded(
      ruleText('sel:\n  recipientAccountId: 012345678901\n  readOnly: false\n  errorCode:\ncondition: sel'),
    );
    const found = { recipientAccountId: '012345678901', readOnly: 'false' };
    expect(matches(record(found))).toBe(true);
    expect(matches(record({ ...found, readOnly: false, errorCode: null }))).toBe(true);
    expect(matches(record({ ...found, errorCode: '' }))).toBe(false);
    expect(
      loaded(ruleText('sel:\n  eventVersion: 1.10\ncondition: sel')).matches(record({ eventVersion: '1.10' })),
    ).toBe(true);
    const [no] = load(ruleText('sel:\n  userAgent: no\ncondition: sel')).rules;
    expect(no?.matches(record({ userAgent: 'NO' }))).toBe(true);
  });

  it('follow anchors', () => {
    const { matches } = loaded(ruleText('a: &names\n  eventName: SendCommand\nb: *names\ncondition: b'));
    expect(matches(record())).toBe(true);
  });
});

describe('conditions', () => {
  it('in a list are joined by or', () => {
    const { matches } = loaded(ruleText('a:\n  eventName: A\nb:\n  eventName: B\ncondition:\n  - a\n  - b'));
    expect(matches(record({ eventName: 'B' }))).toBe(true);
    expect(matches(record({ eventName: 'C' }))).toBe(false);
  });

  it('span lines', () => {
    expect(
      loaded(ruleText('a:\n  eventName: SendCommand\ncondition: >\n  a\n  and not\n  1 of a')).matches(record()),
    ).toBe(false);
  });
});

describe('filters', () => {
  const rules = [ruleText(SELECTION), ruleText(SELECTION, { id: 'second', name: 'by_name', title: 'Second' })];
  const except = (names: string) =>
    filterText(`rules: ${names}\nselection:\n  recipientAccountId: '111122223333'\ncondition: not selection`);
  const hit = record({ recipientAccountId: '444455556666' });
  const spared = record({ recipientAccountId: '111122223333' });

  it.each([
    ['[test-rule]', [false, true]],
    ['test-rule', [false, true]],
    ['[by_name]', [true, false]],
    ['any', [false, false]],
    ['[test-rule, second]', [false, false]],
  ])('for %s are exceptions from the rules they name', (names, expected) => {
    const { rules: filtered, refused, findings } = load(...rules, except(names));
    expect({ refused, findings }).toEqual({ refused: [], findings: [] });
    expect(filtered.map(({ matches }) => matches(hit))).toEqual([true, true]);
    expect(filtered.map(({ matches }) => matches(spared))).toEqual(expected);
  });

  it('see only their own selections in patterns and them', () => {
    const filter = filterText(
      'rules: any\nselection:\n  userAgent: x\nother:\n  userAgent: y\ncondition: not 1 of them',
    );
    const [rule] = load(ruleText(SELECTION), filter).rules;
    expect(rule?.matches(record())).toBe(true);
    expect(rule?.matches(record({ userAgent: 'y' }))).toBe(false);
  });

  it('reach rules of files that come later, and add up', () => {
    const second = filterText('rules: any\nselection:\n  userAgent: x\ncondition: not selection', { id: 'another' });
    const [rule] = load(except('any'), second, ruleText(SELECTION)).rules;
    expect([hit, spared, { ...hit, userAgent: 'x' }].map((each) => rule?.matches(each))).toEqual([true, false, false]);
  });

  it('are worth a finding where they name no loaded rule or have no "not"', () => {
    const { findings } = load(...rules, except('[absent]').replace('not selection', 'selection'));
    expect(findings).toEqual([
      { file: '3.yml', line: 8, message: expect.stringContaining('condition without "not"') },
      { file: '3.yml', line: 1, message: 'rule absent: not loaded, so the filter applies to nothing' },
    ]);
  });

  it.each([
    [filterText('selection:\n  a: b\ncondition: selection'), 'rules: missing, expected any, an id or a list of ids'],
    [filterText('rules: []\nselection:\n  a: b\ncondition: selection'), 'rules: expected any, an id or a list of ids'],
    [filterText('rules: any\ncondition: selection'), 'there is no selection "selection"'],
    [except('any').replace('cloudtrail', 'guardduty'), 'logsource {product: aws, service: guardduty}: not supported'],
  ])('are refused where they say too little or too much', (text, message) => {
    expect(load(text)).toMatchObject({
      rules: [],
      refused: [{ file: '1.yml', message: expect.stringContaining(message) }],
    });
  });
});

describe('refusals', () => {
  it.each<[string, number, string]>([
    [
      ruleText('sel:\n  a: b\n  userAgent|expand: "%x%"\ncondition: sel'),
      7,
      'modifier "expand": placeholders are not supported',
    ],
    [ruleText('sel:\n  userAgent|re: a(?=b)\ncondition: sel'), 6, 're "a(?=b)": uses a look-around'],
    [ruleText('sel:\n  userAgent|re: (a)\\1\ncondition: sel'), 6, 'uses a back-reference'],
    [ruleText('sel:\n  userAgent|like: x\ncondition: sel'), 6, 'modifier "like": unknown, expected one of'],
    [ruleText('sel:\n  userAgent|all: x\ncondition: sel'), 6, 'all: needs more than one value'],
    [ruleText('sel:\n  - a: b\n  - c|cidr: here\ncondition: sel'), 7, 'cidr "here": expected a network'],
    [ruleText('sel:\n  a: {b: c}\ncondition: sel'), 6, '"a": expected a value or a list of values'],
    [ruleText('sel:\n  a: []\ncondition: sel'), 6, '"a": has no values'],
    [ruleText('sel: {}\ncondition: sel'), 5, 'selection "sel": expected at least one field'],
    [ruleText('sel: []\ncondition: sel'), 5, 'selection "sel": expected a map, a list of maps'],
    [ruleText('sel: [[a]]\ncondition: sel'), 5, 'selection "sel": expected a map, a list of maps'],
    [ruleText('sel:\ncondition: sel'), 5, 'null: needs a field'],
    [ruleText('sel:\n  a: b\ncondition: 1 of x*'), 7, 'condition "1 of x*": "1 of x*" matches no selection'],
    [ruleText('sel:\n  a: b\ncondition: sel | count() > 3'), 7, 'aggregations after "|" are of Sigma 1'],
    [ruleText('sel:\n  a: b\ntimeframe: 5m\ncondition: sel'), 7, 'timeframe: counts events over time'],
    [ruleText('sel:\n  a: b'), 5, 'condition: missing'],
    [ruleText('sel:\n  a: b\ncondition: []'), 7, 'condition: expected at least one'],
    [ruleText(SELECTION, { logsource: '{product: windows}' }), 3, 'logsource {product: windows}: not supported'],
    [
      ruleText(SELECTION, { logsource: '{product: aws, service: cloudtrail, category: x}' }),
      3,
      'logsource {product: aws, service: cloudtrail, category: x}: not supported',
    ],
    [ruleText(SELECTION).replace(/logsource.*\n/, ''), 1, 'logsource: missing, expected a map'],
    [ruleText(SELECTION).replace(/title.*\n/, ''), 1, 'title: missing, expected text'],
    [ruleText(SELECTION, { level: 'urgent' }), 4, 'level "urgent": expected one of informational, low, medium'],
    [ruleText(SELECTION, { status: 'new' }), 4, 'status "new": expected one of stable'],
    [ruleText(SELECTION, { tags: 'attack.t1651' }), 4, 'tags: expected a list of texts'],
    [ruleText(SELECTION, { taxonomy: 'ecs' }), 4, 'taxonomy: not supported, expected the default, sigma'],
    ['title: x\nlogsource: {product: aws, service: cloudtrail}\n', 1, 'detection: missing, expected a map'],
    ['title: x\ncorrelation:\n  type: event_count\n', 3, 'rules: missing, expected ids or names of rules'],
    ['correlation:\n  type: event_count\n', 1, 'title: missing, expected text'],
    [
      ruleText('sel:\n  userAgent|base64offset|contains: ""\ncondition: sel'),
      6,
      'base64offset: takes at least 2 bytes',
    ],
    [ruleText('sel:\n  userAgent|base64offset|contains: a\ncondition: sel'), 6, 'base64offset: takes at least 2 bytes'],
    ['title: x\naction: global\n', 2, 'action: collections of Sigma 1 are not supported'],
    ['- a\n', 1, 'found a list, expected a Sigma document'],
    ['just text\n', 1, 'found a scalar, expected a Sigma document'],
    ['', 1, 'the file contains no document'],
    ['a: 1\nb: [\n', 3, 'YAML: '],
    [ruleText('sel:\n  a: b\n  a: c\ncondition: sel'), 7, 'YAML: Map keys must be unique'],
    [ruleText('sel:\n  a: !x b\ncondition: sel'), 6, 'YAML: Unresolved tag: !x'],
    [ruleText('sel:\n  <<: {a: b}\ncondition: sel'), 6, 'YAML: merge keys ("<<") are not supported'],
    [`a: &x [*x]\n`, 1, 'YAML: '],
    [`a: ${'['.repeat(50)}x${']'.repeat(50)}\n`, 1, 'YAML: nested more than 20 levels deep'],
    [`a: ${'['.repeat(100_000)}`, 1, 'YAML: '],
    [
      `a: &a [${'x, '.repeat(99)}x]\nb: &b [${'*a, '.repeat(99)}*a]\nc: [${'*b, '.repeat(99)}*b]\n`,
      1,
      'YAML: more than 10000 nodes',
    ],
  ])('%#: line and construct are named', (text, line, message) => {
    const { rules, refused } = load(text);
    expect(rules).toEqual([]);
    expect(refused).toEqual([{ file: '1.yml', line: expect.any(Number), message: expect.stringContaining(message) }]);
    expect(refused[0]?.line).toBe(line);
  });

  it('leave the other documents of a file and the other files alone', () => {
    const bad = ruleText(SELECTION, { level: 'urgent', id: 'bad' });
    const { rules, refused } = load(`${bad}---\n${ruleText(SELECTION)}`, ruleText(SELECTION, { id: 'third' }));
    expect(rules.map(({ id, file, line }) => [id, file, line])).toEqual([
      ['test-rule', '1.yml', 10],
      ['third', '2.yml', 1],
    ]);
    expect(refused).toHaveLength(1);
  });

  it('name the first use of an id that is used again', () => {
    const { rules, refused } = load(ruleText(SELECTION), ruleText(SELECTION, { title: 'Another' }));
    expect(rules.map(({ title }) => title)).toEqual(['A test rule']);
    expect(refused).toEqual([{ file: '2.yml', line: 1, message: 'id test-rule: already used at 1.yml:1' }]);
  });
});

describe('findings', () => {
  it.each<[string, number, string]>([
    [
      'sel:\n  eventSource: ec2.amazonaws.com\ncondition: sel',
      6,
      'can never match here: records of eventSource ec2.amazonaws.com are not indexed: only those of Systems Manager',
    ],
    [
      'sel:\n  eventSource|startswith: rds\ncondition: sel',
      6,
      'can never match here: records of eventSource as tested',
    ],
    ['sel:\n  status: success\ncondition: sel', 6, 'can never match here: CloudTrail records have no field "status"'],
    [
      'sel:\n  eventName: A\nbad:\n  useragent: x\ncondition: sel and not bad',
      8,
      'CloudTrail records have no field "useragent", names are case-sensitive: expected userAgent',
    ],
    [
      'sel:\n  userIdentity.username: x\ncondition: sel',
      6,
      'no field "userIdentity.username", names are case-sensitive: expected userIdentity.userName',
    ],
    [
      'sel:\n  userIdentity.arn|fieldref: nothing\ncondition: sel',
      6,
      'can never match here: CloudTrail records have no field "nothing"',
    ],
  ])('%j', (detection, line, message) => {
    const { rules, refused, findings } = load(ruleText(detection));
    expect(refused).toEqual([]);
    expect(rules.map(({ condition }) => canHold(condition))).toEqual([
      !message.startsWith('can never') && !message.startsWith('no field'),
    ]);
    expect(findings).toEqual([{ file: '1.yml', line, message: expect.stringContaining(message) }]);
  });

  it.each([
    'sel:\n  eventSource: [kms.amazonaws.com, SSM.amazonaws.com]\ncondition: sel',
    'sel:\n  eventSource: kms.amazonaws.com\n  eventName: [Decrypt, ReEncrypt]\ncondition: sel',
    'sel:\n  eventSource: kms.amazonaws.com\ncondition: sel',
    'sel:\n  eventSource: ssm-new-thing.amazonaws.com\ncondition: sel',
    'sel:\n  eventSource|re: ^ssm\ncondition: sel',
    'sel:\n  eventSource: kms.amazonaws.com\ncondition: not sel',
    'a:\n  requestParameters.sourceEncryptionContext.PARAMETER_ARN|contains: x\ncondition: a',
    'sel:\n  requestParameters.anything.at.all: x\ncondition: sel',
    'sel:\n  userIdentity.sessionContext.sessionIssuer.userName: x\ncondition: sel',
    'words: [anything]\ncondition: words',
  ])('have nothing to say about %j', (detection) => {
    expect(canHold(loaded(ruleText(detection)).condition)).toBe(true);
  });
});

describe('a branch that no kept record reaches', () => {
  const NOT_INGESTED = 'records of eventSource ec2.amazonaws.com are not indexed';

  it.each<[string, string, number, string]>([
    [
      'a source beside another',
      'a:\n  eventSource: [ec2.amazonaws.com, ssm.amazonaws.com]\ncondition: a',
      6,
      NOT_INGESTED,
    ],
    [
      'an exception',
      'a:\n  eventName: A\nb:\n  eventSource: ec2.amazonaws.com\ncondition: a and not b',
      8,
      NOT_INGESTED,
    ],
    ['a selection', 'a:\n  eventName: A\nb:\n  eventSource: ec2.amazonaws.com\ncondition: a or b', 8, NOT_INGESTED],
    [
      'a call of KMS without a context, beside one with it',
      'a:\n  eventSource: kms.amazonaws.com\n  eventName: [Decrypt, EnableKey]\ncondition: a',
      7,
      'records of eventName enablekey are not indexed',
    ],
    [
      'a selection about KMS',
      'a:\n  eventSource: ssm.amazonaws.com\nb:\n  eventSource: kms.amazonaws.com\n  eventName: EnableKey\ncondition: a or b',
      8,
      'records of eventSource kms.amazonaws.com are not indexed',
    ],
    [
      'a context that the call does not have',
      'a:\n  eventName: ReEncrypt\n  eventSource: kms.amazonaws.com\nb:\n  requestParameters.encryptionContext.PARAMETER_ARN: x\nc:\n  requestParameters.sourceEncryptionContext.PARAMETER_ARN: x\ncondition: a and (b or c)',
      9,
      'records that satisfy the other lines have no field "requestParameters.encryptionContext.PARAMETER_ARN"',
    ],
  ])('is found: %s', (_, detection, line, message) => {
    const { rules, findings } = load(ruleText(detection));
    expect(rules.map(({ condition }) => canHold(condition))).toEqual([true]);
    expect(findings).toEqual([{ file: '1.yml', line, message: expect.stringContaining(message) }]);
  });

  it.each([
    'eventSource: kms.amazonaws.com\n  eventName: EnableKey',
    'eventSource: kms.amazonaws.com\n  eventName: ReEncrypt\n  requestParameters.encryptionContext.PARAMETER_ARN: x',
  ])('makes a rule that can never match where it is the only one: %j', (selection) => {
    const { rules, findings } = load(ruleText(`sel:\n  ${selection}\ncondition: sel`));
    expect(rules.map(({ condition }) => canHold(condition))).toEqual([false]);
    expect(findings).toEqual([expect.objectContaining({ message: expect.stringContaining('can never match here: ') })]);
  });
});

it('an unreadable file is refused by name, and the others load', () => {
  const good = { file: 'b.yml', text: ruleText('sel:\n  eventName: X\ncondition: sel') };
  const { rules, refused } = loadRules([{ file: 'a.yml', text: '', unreadable: 'no such file' }, good]);
  expect(refused).toEqual([{ file: 'a.yml', line: 1, message: 'cannot be read: no such file' }]);
  expect(rules).toHaveLength(1);
});

it.each([
  ['yes', true],
  ['On', true],
  ["'TRUE'", true],
  ['no', false],
  ['OFF', false],
])('exists takes a truth as YAML 1.1 has it: %s', (written, expected) => {
  const { rules } = load(ruleText(`sel:\n  errorCode|exists: ${written}\ncondition: sel`));
  expect(rules[0]?.matches(record({ errorCode: 'x' }))).toBe(expected);
});

it('an empty timeframe is as absent', () => {
  expect(load(ruleText('sel:\n  eventName: X\ntimeframe:\ncondition: all of them')).refused).toEqual([]);
});

describe('a placeholder in a next step', () => {
  const findingsOn = (step: string) =>
    load(ruleText('sel:\n  eventName: X\ncondition: sel', { nextSteps: JSON.stringify([step]) })).findings;

  it.each([
    ['{rolArn}', '; expected {roleArn}?'],
    ['{rolearn}', '; expected {roleArn}?'],
    ['{ roleArn }', '; expected {roleArn}?'],
    ['{resource.instanse}', '; expected {resource.instance}?'],
    ['{resource-instance}', '; expected {resource.instance}?'],
    ['{UserIdentity.Arn}', '; expected {userIdentityArn}?'],
    ['{eventTime-24x}', '; expected a time such as {eventTime-24h}?'],
    ['{eventTime - 1h}', '; expected a time such as {eventTime-24h}?'],
    ['{nonsense}', ''],
  ])('that no event fills in is a finding: %s', (written, hint) => {
    const message = `nextSteps: no event fills in ${written}${hint} (docs/rules.md lists them)`;
    expect(findingsOn(`See: \`ssm-audit show ${written}\``)).toEqual([{ file: '1.yml', line: 4, message }]);
  });

  it.each([
    '{ref}',
    '{actor}',
    '{resource.ecsTask}',
    '{eventTime+7d}',
    '{requestParameters.a.b}',
    '{userIdentity.arn}',
  ])('that an event fills in is none: %s', (written) =>
    expect(findingsOn(`See: \`show ${written} --json '{"a": "b"}' {}\``)).toEqual([]),
  );
});

describe('a value that YAML 1.1 reads otherwise', () => {
  it.each([
    ['yes', 'true'],
    ['Off', 'false'],
    ['010', 'octal for 8'],
    ['0b11', 'a binary number'],
    ['10:30', 'a number to the base 60'],
    ['1_000', 'a number with "_" between its digits'],
    ['2024-03-01', 'a date'],
    ['2024-03-01T10:00:00Z', 'a date'],
    ['0o17', 'a text'],
    ['1e3', 'a text'],
  ])('is a finding: %s', (value, meaning) => {
    const { rules, findings } = load(ruleText(`sel:\n  userAgent:\n    - curl\n    - ${value}\ncondition: sel`));
    expect(findings).toEqual([
      {
        file: '1.yml',
        line: 8,
        message: `${value} is read as text; YAML 1.1 reads it as ${meaning}: put it in quotes`,
      },
    ]);
    expect(rules[0]?.matches(record({ userAgent: value }))).toBe(true);
  });

  it.each([
    "'yes'",
    '"010"',
    'yesterday',
    '0',
    '8',
    '012345678901',
    '1.10',
    '1.0e+3',
    '2024-03',
    'true',
    '-'.padEnd(3, 'x'),
  ])('is none: %s', (value) => {
    expect(load(ruleText(`sel:\n  userAgent: ${value}\ncondition: sel`)).findings).toEqual([]);
  });
});

describe('rules in the form of public ones', () => {
  const read = (file: string) => ({ file, text: readFileSync(join(RULES, file), 'utf8') });

  it('load whole', () => {
    const files = readdirSync(RULES);
    const { rules, refused } = loadRules(files.map(read));
    expect(refused).toEqual([]);
    expect(rules).toHaveLength(files.length);
  });

  it('match SendCommand with an absent, null or successful errorCode, and no other', () => {
    const [rule] = loadRules([read('command-done.yml')]).rules;
    expect([{}, { errorCode: null }, { errorCode: 'Success' }].map((each) => rule?.matches(record(each)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(rule?.matches(record({ errorCode: 'AccessDenied' }))).toBe(false);
  });
});
