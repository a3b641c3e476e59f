import { correlationMatch } from '../../../../lib/core/alerts/correlations/correlation-match';
import { renderCorrelation } from '../../../../lib/core/alerts/correlations/render-correlation';
import type { AlertMessage } from '../../../../lib/core/alerts/message-text';
import type { ObservedEvent } from '../../../../lib/core/alerts/observed-event';
import type { Entry } from '../../../../lib/core/correlations/entry';
import { entryId } from '../../../../lib/core/correlations/entry-id';
import { groupOf } from '../../../../lib/core/correlations/group';
import type { WindowCorrelation } from '../../../../lib/core/rules/correlation';
import { loadRules } from '../../../../lib/core/rules/load-rules';
import { eventAt } from '../../../app/alert/correlated-events';
import { idOf } from '../../correlations/generated-entries';

/** SNS API reference, Publish: text, attributes and their names and types together. */
const MAX_MESSAGE_BYTES = 256 * 1024;

const NOON = Date.parse('2024-05-01T12:00:00Z') / 1000;
const PRINCIPAL = 'arn:aws:iam::111122223333:role/Operator';

const rule = (name: string) => `title: Calls of ${name}
name: ${name}
id: id-${name}
logsource: {product: aws}
detection:
  selection: {eventName: ${name}}
  condition: selection
`;

function correlationOf(body: string, more = ''): WindowCorrelation {
  const text = [rule('One'), rule('Other'), `title: The sum\nid: sum\nlevel: high\n${more}correlation: {${body}}\n`];
  const { correlations, refused } = loadRules([{ file: 'a.yml', text: text.join('---\n') }]);
  expect(refused).toEqual([]);
  return correlations[0] as WindowCorrelation;
}

const COUNT =
  'type: event_count, rules: [One, Other], group-by: [ssmAudit.principal], timespan: 10m, condition: {gte: 3}';

/** An entry so many seconds after noon. */
function entry(seconds: number, rule: number, id = idOf(`event ${seconds}`)): Entry {
  return { t: NOON + seconds, id: entryId(id), rule, key: id };
}

interface Given {
  readonly body?: string;
  readonly more?: string;
  readonly texts?: readonly string[];
  readonly entries?: readonly Entry[];
  readonly events?: readonly ObservedEvent[];
  readonly isCapped?: boolean;
}

const EVENT = eventAt(20, idOf('event 20'));

function render({ body = COUNT, more, texts = [PRINCIPAL], entries, events = [EVENT], isCapped = false }: Given) {
  const correlation = correlationOf(body, more);
  const all = entries ?? [entry(0, 0), entry(10, 1), entry(20, 0)];
  const window = { entries: all, count: all.length };
  const bucket = Math.floor(NOON / correlation.timespan);
  const due = { correlation, group: groupOf(correlation, texts), bucket, window, isCapped };
  return renderCorrelation(correlationMatch(due, ['all'], events[0] ?? EVENT), events, {
    words: { program: 'ssm-audit', store: '--stack s' },
  });
}

const jsonOf = ({ message }: AlertMessage) => JSON.parse(message.split('\n').at(-1) ?? '');

function bytesOf({ message, attributes }: AlertMessage): number {
  const parts = Object.entries(attributes).flatMap(([name, each]) => [name, each.DataType, each.StringValue]);
  return [message, ...parts].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
}

it('tells the rules and how many, the group, the times, the references and what to do next', () => {
  const rendered = render({ more: "nextSteps: ['Look: `ssm-audit query --principal {ssmAudit.principal}`']\n" });
  const { message, subject, attributes } = rendered;
  expect(subject).toBe(`HIGH: The sum (3): ${PRINCIPAL}`);
  for (const text of [
    '3 events within 10m, of which 3 are enough',
    '2024-05-01T12:00:00Z to 2024-05-01T12:00:20Z',
    `ssmAudit.principal = ${PRINCIPAL}`,
    'Calls of One: 2',
    'Calls of Other: 1',
    idOf('event 0'),
    'ssm-audit show --stack s',
    `ssm-audit query --stack s --principal ${PRINCIPAL}`,
  ]) {
    expect(message).toContain(text);
  }
  expect(jsonOf(rendered)).toMatchObject({
    correlation: 'event_count',
    rule: 'sum',
    count: 3,
    group: { 'ssmAudit.principal': PRINCIPAL },
    rules: [
      { title: 'Calls of One', count: 2 },
      { title: 'Calls of Other', count: 1 },
    ],
    firstEventTime: '2024-05-01T12:00:00Z',
    lastEventTime: '2024-05-01T12:00:20Z',
    refs: [0, 10, 20].map((seconds) => idOf(`event ${seconds}`)),
  });
  expect([attributes['rule'], attributes['count']]).toEqual([
    { DataType: 'String', StringValue: 'sum' },
    { DataType: 'Number', StringValue: '3' },
  ]);
});

it.each([
  [
    'type: value_count, rules: [One], timespan: 1h, condition: {gte: 2, field: [a, b]}',
    'different values of a, b within 1h',
  ],
  ['type: temporal, rules: [One, Other], timespan: 90s', '3 different rules within 90s, of which 2 are enough'],
  ['type: temporal_ordered, rules: [One, Other], timespan: 2d', '2 rules in their order within 2d'],
])('says what %s is', (body, what) => {
  const rendered = render({ body, texts: [] });
  expect(rendered.message).toContain(what);
  expect(rendered.subject).toBe('HIGH: The sum (3)');
  expect(jsonOf(rendered).group).toEqual({});
});

describe('late', () => {
  const indexedAt = (time: string, seconds = 20) => ({
    ...eventAt(seconds, idOf(`event ${seconds}`)),
    indexedAt: time,
  });

  it.each([
    ['before its timespan of the clock ends', COUNT, '2024-05-01T12:09:59Z', undefined],
    ['when its timespan of the clock ends', COUNT, '2024-05-01T12:10:00Z', 'indexed 10 min after it happened'],
    ['days later', COUNT, '2024-05-04T12:00:20Z', 'indexed 3 days after it happened'],
    ['hours later, within its day', COUNT.replace('10m', '1d'), '2024-05-01T23:00:00Z', undefined],
  ])('tells an event that comes %s', (_, body, time, late) => {
    const rendered = render({ body, events: [indexedAt(time)] });
    expect(/late +(.*)/.exec(rendered.message)?.[1]).toBe(late);
    expect(jsonOf(rendered).late).toBe(late && true);
  });

  it('leaves out events that are not in the window', () => {
    expect(jsonOf(render({ events: [EVENT, indexedAt('2024-05-04T12:00:00Z', 500)] })).late).toBeUndefined();
  });
});

it('names a hundred events at most and counts the others, and those of which only a hash is known', () => {
  const many = Array.from({ length: 120 }, (_, at) => entry(at, 0));
  const rendered = render({ entries: [...many, entry(130, 0, 'not a UUID')] });
  const { refs, refsOmitted } = jsonOf(rendered);
  expect([refs.length, refsOmitted]).toEqual([100, 21]);
  expect(rendered.message).toContain('and 21 more');
  expect(rendered.message).not.toContain('not a UUID');
});

it('says that an order may be incomplete', () => {
  const rendered = render({ isCapped: true });
  expect(rendered.message).toContain('an earlier order may have been missed');
  expect(jsonOf(rendered).incomplete).toBe(true);
});

it('keeps credentials and control characters of a group out, and every line to itself', () => {
  const rendered = render({
    texts: ['AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n\u0000\u202eevil'],
  });
  const text = `${rendered.subject}${rendered.message}`;
  expect(text).not.toMatch(/wJalrXUtnFEMI|^evil/m);
  expect(['\u0000', '\u202e'].some((character) => text.includes(character))).toBe(false);
});

it('has room in SNS, however long the texts and however many the events', () => {
  const fields = ['a', 'b', 'c', 'd', 'e'];
  const body = COUNT.replace('[ssmAudit.principal]', `[${fields.join(', ')}]`);
  const long = 'ä'.repeat(100_000);
  const events = Array.from({ length: 200 }, (_, at) =>
    eventAt(at, idOf(`event ${at}`), { userIdentityArn: `${at}${long}`, sourceIPAddress: `${at}${long}` }),
  );
  const entries = events.map((_, at) => entry(at, at % 2));
  const rendered = render({ body, texts: fields.map(() => long), entries, events });
  expect(bytesOf(rendered)).toBeLessThan(MAX_MESSAGE_BYTES);
  expect(Object.keys(rendered.attributes).length).toBeLessThanOrEqual(10);
  expect(rendered.subject.length).toBeLessThanOrEqual(100);
  expect(jsonOf(rendered).refs.length).toBe(100);
});

it('gives no member of the JSON a meaning by its name', () => {
  const body = COUNT.replace('[ssmAudit.principal]', '[__proto__, constructor]');
  const rendered = render({ body, texts: ['x', 'y'] });
  expect(rendered.message).toContain('"group":{"__proto__":"x","constructor":"y"}');
});
