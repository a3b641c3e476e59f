import type { WindowCorrelation } from '../../../lib/core/rules/correlation';
import { loadRuleFiles } from '../../../lib/core/rules/load-rule-files';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { packRules } from '../../../lib/core/rules/packed/packed-rules';
import { unpackRules } from '../../../lib/core/rules/packed/unpacked-rules';

/** A rule of that name on calls of that name. */
function rule(name: string, eventName = 'StartSession', more = ''): string {
  return `title: The ${name}
id: id-of-${name}
name: ${name}
logsource: {product: aws, service: cloudtrail}
detection:
  selection: {eventSource: ssm.amazonaws.com, eventName: ${eventName}${more}}
  condition: selection
`;
}

function correlation(body: string, id = 'sum'): string {
  return `title: Correlation ${id}
id: ${id}
correlation:
${body
  .trim()
  .split('\n')
  .map((line) => `  ${line.trimEnd()}`)
  .join('\n')}
`;
}

const COUNT = 'type: event_count\nrules: [one]\ngroup-by: [awsRegion]\ntimespan: 1h\ncondition: {gte: 5}';

function load(...documents: readonly string[]) {
  return loadRules([{ file: 'a.yml', text: documents.join('---\n') }]);
}

/** The one correlation of a document of these lines, beside the rules `one` and `two`. */
function loaded(body: string): WindowCorrelation {
  const { correlations, refused, findings } = load(rule('one'), rule('two', 'SendCommand'), correlation(body));
  expect({ refused, findings }).toEqual({ refused: [], findings: [] });
  return correlations[0] as WindowCorrelation;
}

describe('a correlation', () => {
  it('counts events, by ids or names of rules', () => {
    expect(loaded(COUNT)).toMatchObject({
      type: 'event_count',
      threshold: 5,
      timespan: 3600,
      level: 'medium',
      fields: [],
    });
    expect(loaded(COUNT.replace('[one]', '[id-of-one, two]')).rules.map(({ name }) => name)).toEqual(['one', 'two']);
    expect(loaded(COUNT.replace('gte: 5', 'gt: 499')).threshold).toBe(500);
    expect(loaded(COUNT.replace('1h', '7d')).timespan).toBe(604_800);
    expect(loaded(COUNT.replace('group-by: [awsRegion]\n', '')).groupBy).toEqual([]);
  });

  it('counts values of one field or of several', () => {
    const body = COUNT.replace('event_count', 'value_count').replace(
      'gte: 5',
      'gte: 5, field: ssmAudit.resource.instance',
    );
    expect(loaded(body).fields).toEqual([
      { name: 'ssmAudit.resource.instance', paths: ['ssmAudit.resource.instance'] },
    ]);
    expect(
      loaded(body.replace('field: ssmAudit.resource.instance', 'field: [awsRegion, eventName]')).fields.length,
    ).toBe(2);
  });

  it('takes all rules, or so many, or all in their order', () => {
    const body = 'type: temporal\nrules: [one, two]\ngroup-by: []\ntimespan: 10m';
    expect(loaded(body).threshold).toBe(2);
    expect(loaded(`${body}\ncondition: {gte: 1}`).threshold).toBe(1);
    expect(loaded(body.replace('temporal', 'temporal_ordered'))).toMatchObject({
      type: 'temporal_ordered',
      threshold: 2,
    });
  });

  it('resolves aliases for each rule', () => {
    const body =
      'type: temporal\nrules: [one, two]\ngroup-by: [who]\ntimespan: 10m\naliases:\n  who: {one: awsRegion, id-of-two: sourceIPAddress}';
    expect(loaded(body).groupBy).toEqual([{ name: 'who', paths: ['awsRegion', 'sourceIPAddress'] }]);
  });

  it('is of first sight by a key of its own', () => {
    const text = `${correlation('rules: [one]')}ssmAudit: {firstSeen: {field: [ssmAudit.network], group-by: [ssmAudit.principal], forget: 60d}}\n`;
    const { correlations, refused } = load(rule('one'), text);
    expect(refused).toEqual([]);
    expect(correlations).toMatchObject([{ type: 'first_seen', forget: 60 * 86_400, learn: 7 * 86_400 }]);
  });
});

describe('what a correlation cannot be', () => {
  it.each([
    ['a bound from above', COUNT.replace('gte', 'lte'), /^lte: not supported/],
    ['a range', COUNT.replace('{gte: 5}', '{gte: 5, gt: 3}'), /second bound/],
    [
      '"not"',
      COUNT.replace('event_count', 'temporal').replace('{gte: 5}', '"one and not two"'),
      /"not" is not supported/,
    ],
    ['an average', COUNT.replace('event_count', 'value_avg'), /^type value_avg: not supported/],
    ['a chain', COUNT.replace('[one]', '[other]'), /chains of correlations/],
    ['an unknown rule', COUNT.replace('[one]', '[three]'), /^rules: three is not loaded/],
    ['a rule twice', COUNT.replace('[one]', '[one, id-of-one]'), /same rule/],
    ['a long timespan', COUNT.replace('1h', '8d'), /^timespan "8d"/],
    ['a timespan in weeks', COUNT.replace('1h', '1w'), /^timespan "1w"/],
    ['a great threshold', COUNT.replace('5', '501'), /at most|most 500/],
    ['a threshold that is one too great', COUNT.replace('gte: 5', 'gt: 500'), /least is 0 and the most 499/],
    ['many fields', COUNT.replace('awsRegion', 'a, b, c, d, e, f'), /at most 5/],
    ['an unknown key', `${COUNT}\nordered: true`, /^ordered: unknown/],
    ['an unknown derived field', COUNT.replace('awsRegion', 'ssmAudit.nobody'), /^ssmAudit.nobody/],
    [
      'an alias without a rule',
      `${COUNT.replace('awsRegion', 'x')}\naliases:\n  x: {two: awsRegion}`,
      /no field for the rule one/,
    ],
  ])('is %s', (_, body, message) => {
    const other = correlation(COUNT, 'other');
    const { refused, correlations } = load(rule('one'), rule('two'), other, correlation(body));
    expect(refused).toMatchObject([{ file: 'a.yml', message: expect.stringMatching(message) }]);
    expect(correlations.map(({ id }) => id)).toEqual(['other']);
  });
});

it('refuses a document of two kinds, of which one would be ignored', () => {
  const counts = correlation(COUNT);
  const both = `${rule('two')}${counts.slice(counts.indexOf('correlation:'))}`;
  const { refused, rules } = load(rule('one'), both);
  expect(refused).toMatchObject([{ message: 'correlation: not beside detection, expected a document of its own' }]);
  expect(rules.map(({ name }) => name)).toEqual(['one']);
});

describe('rules that a correlation names', () => {
  const quietOf = (...given: Parameters<typeof loadRules>) =>
    loadRules(...given).rules.map(({ name, isQuiet = false }) => [name, isQuiet]);

  it('are quiet, unless it says generate, or is refused', () => {
    const text = (body: string) => [{ file: 'a.yml', text: [rule('one'), correlation(body)].join('---\n') }];
    expect(quietOf(text(COUNT))).toEqual([['one', true]]);
    expect(quietOf(text(`${COUNT}\ngenerate: true`))).toEqual([['one', false]]);
    expect(quietOf(text(COUNT.replace('gte', 'lt')))).toEqual([['one', false]]);
  });

  it('stay heard where they are of another folder, also once they are packed', () => {
    const sources = [
      { file: 'one.yml', collection: 'pack', text: rule('one') },
      {
        file: 'own/two.yml',
        collection: 'own',
        text: [rule('two'), correlation(COUNT.replace('one', 'one, two'))].join('---\n'),
      },
    ];
    expect(quietOf(sources)).toEqual([
      ['one', false],
      ['two', true],
    ]);
    const packed = loadRuleFiles(unpackRules(JSON.parse(JSON.stringify(packRules(sources)))));
    expect(packed.rules.map(({ isQuiet = false }) => isQuiet)).toEqual([false, true]);
    expect(packed.correlations[0]?.fingerprint).toBe(loadRules(sources).correlations[0]?.fingerprint);
  });
});

describe('the fingerprint of a correlation', () => {
  const of = (...documents: readonly string[]) => load(...documents).correlations[0]?.fingerprint;
  const first = of(rule('one'), correlation(COUNT));

  it('changes with whatever decides', () => {
    const filter = 'title: F\nlogsource: {product: aws}\nfilter: {rules: any, s: {awsRegion: x}, condition: not s}\n';
    const others = [
      of(rule('one', 'StartSession', ', awsRegion: eu-west-1'), correlation(COUNT)),
      of(rule('one'), correlation(COUNT.replace('5', '6'))),
      of(rule('one'), correlation(COUNT.replace('1h', '2h'))),
      of(rule('one'), correlation(COUNT.replace('awsRegion', 'eventName'))),
      of(rule('one'), correlation(COUNT), filter),
    ];
    expect(new Set([first, ...others]).size).toBe(6);
  });

  it('stays with layout, titles and levels', () => {
    expect(of('# a remark\n', rule('one').replace('The one', 'Another'), `${correlation(COUNT)}level: high\n`)).toBe(
      first,
    );
  });
});

describe('findings on a correlation', () => {
  const findingsOf = (body: string, more = '') =>
    load(
      rule('one'),
      rule('bulk', 'SendCommand'),
      rule('never', 'StartSession').replace('ssm.a', 'glue.a'),
      `${correlation(body)}${more}`,
    ).findings.map(({ message }) => message);
  const VALUES =
    'type: value_count\nrules: [bulk]\ngroup-by: []\ntimespan: 1h\ncondition: {gte: 10, field: requestParameters.instanceIds}';

  it.each([
    ['a title in place of an id', COUNT.replace('[one]', '[The one]'), /expected the id id-of-one/],
    ['a rule that can never match', COUNT.replace('one', 'never'), /"The never" can never match here/],
    ['a field that some callers lack', COUNT.replace('awsRegion', 'userIdentity.arn'), /expected ssmAudit.principal/],
    [
      'a field that CloudTrail does not have',
      COUNT.replace('awsRegion', 'awsregion'),
      /no field "awsregion": expected awsRegion/,
    ],
    ['a threshold that one call passes', VALUES, /one SendCommand has up to 50 values/],
  ])('name %s', (_, body, message) => {
    expect(findingsOf(body)).toContainEqual(expect.stringMatching(message));
  });

  it('accept a field of the group in a next step, also where it is the only one and no list', () => {
    const steps = "nextSteps: ['`ssm-audit query --where {awsRegion} {ssmAudit.principal}`']\n";
    const body = COUNT.replace('[awsRegion]', 'ssmAudit.principal');
    expect(findingsOf(body, steps).filter((each) => each.startsWith('nextSteps'))).toEqual([]);
  });

  it('name the rules that an exception is for, where a filter names a correlation', () => {
    const filter = 'title: F\nlogsource: {product: aws}\nfilter: {rules: [sum], s: {awsRegion: x}, condition: not s}\n';
    const { findings } = load(rule('one'), rule('two'), correlation(COUNT.replace('[one]', '[one, two]')), filter);
    expect(findings.map(({ message }) => message)).toEqual([
      'rule sum: a correlation, expected the rules that it counts (id-of-one, id-of-two), so the filter applies to nothing',
    ]);
  });

  it('accept a threshold that is meant so, or that no call of the rules passes', () => {
    const others = (body: string, more?: string) =>
      findingsOf(body, more).filter((each) => /values and passes/.test(each));
    expect(others(VALUES, 'ssmAudit: {oneCallMayMatch: true}\n')).toEqual([]);
    expect(others(VALUES.replace('bulk', 'one'))).toEqual([]);
    expect(others(VALUES.replace('10', '51'))).toEqual([]);
  });
});
