import { EVERYTHING, type EventQuery } from '../../../lib/core/query/event-query';
import type { Partition } from '../../../lib/core/query/partition';
import { cataloguedPartitions, planQuery } from '../../../lib/core/query/query-plan';

/** What each flag asks, the one whose key is taken first on top. */
const BY_ORDER: readonly (readonly [by: string, asked: Partial<EventQuery>])[] = [
  ['quarantine', { quarantined: true }],
  ['resource', { resources: ['i-1'] }],
  ['eventID', { eventIds: ['id'] }],
  ['accessKeyId', { accessKeys: ['ASIA'] }],
  ['userIdentityArn', { principals: ['arn'] }],
  ['actor', { actors: ['alice'] }],
  ['role', { roles: ['Reader'] }],
  ['sourceIPAddress', { sourceAddresses: ['203.0.113.7'] }],
  ['eventName', { eventNames: ['StartSession'] }],
  ['outcome', { denied: true }],
  ['catalogue', { accounts: ['1'] }],
];
const FILTERS: Partial<EventQuery> = {
  eventSources: ['x'],
  accounts: ['1'],
  regions: ['r'],
  writes: true,
  noAgent: true,
  where: [() => true],
};
const plan = (...asked: readonly Partial<EventQuery>[]) => planQuery(Object.assign({}, EVERYTHING, ...asked));
const valuesOf = (asked: Partial<EventQuery>) => {
  const made = plan(asked);
  return 'partitions' in made ? made.partitions.filter(isOfNow).map(({ value }) => value) : made.names;
};
const isOfNow = ({ olderOnly }: Partition) => !olderOnly;

it.each(BY_ORDER)('answers by %s when that alone is asked, filters beside it or not', (by, asked) => {
  expect(plan(asked).by).toBe(by);
  expect(plan(FILTERS, asked).by).toBe(by);
});

it.each(BY_ORDER.map(([by], index) => [by, index] as const))('prefers %s to all that come after it', (by, index) => {
  for (const [, other] of BY_ORDER.slice(index)) {
    const [, own = {}] = BY_ORDER[index] ?? [];
    expect(plan(other, own).by).toBe(by);
  }
});

it('makes every combination of two flags the one that comes first', () => {
  for (const [first, [by, one]] of BY_ORDER.entries()) {
    for (const [, other] of BY_ORDER.slice(first + 1)) expect(plan(one, other).by).toBe(by);
  }
});

it('asks nothing by the catalogue', () => {
  expect(plan()).toEqual({ by: 'catalogue', names: [] });
});

/** The terms of an outcome: of callers without a role, and those that roles are spread over. */
const outcomes = (outcome: string) =>
  ['', ...'0123456789abcdef'].map((digit) => `outcome=${outcome}${digit && `#${digit}`}`);

/** The partitions that accounts are spread over. */
const spread = (key: string) => ['0', '1', '2', '3'].map((part) => `${key}#${part}`);

it.each<[string, Partial<EventQuery>, readonly string[]]>([
  ['values as alternatives, each once', { accessKeys: ['A', 'B', 'A'] }, ['accessKeyId=A', 'accessKeyId=B']],
  ['names each once', { eventNames: ['A', 'B', 'A'] }, ['A', 'B']],
  [
    'a role by its name',
    { roles: ['p/Reader', 'arn:aws:iam::1:role/p/Reader'] },
    [...spread('role=Reader'), 'outcome=denied#d', 'outcome=throttled#d', 'outcome=failed#d'],
  ],
  [
    'a role of one account by its ARN, in one partition',
    { roles: ['arn:aws:iam::111122223333:role/p/Reader'] },
    ['role=Reader#2', 'outcome=denied#d', 'outcome=throttled#d', 'outcome=failed#d'],
  ],
  [
    'a parameter with the paths above it',
    { resources: ['/a/b'] },
    [
      ...['resource=/a/b', 'resource=/a', 'resource=/'],
      ...['mentions=/a/b', 'mentions=/a', 'mentions=/', 'truncated=terms'],
    ],
  ],
  ['an event by its handle', { eventIds: ['AAAAAAAA-bbbb'] }, ['eventID=aaaaaaaa']],
  ['a node that acts, in one partition', { actors: ['i-0123456789ABCDEF0'] }, ['actor=i-0123456789abcdef0']],
  ['an actor in any letter case', { actors: ['Alice', 'ALICE'] }, spread('actor=alice')],
  ['any error', { errors: ['any'] }, [...outcomes('denied'), ...outcomes('throttled'), ...outcomes('failed')]],
  ['an error', { errors: ['E1', 'E2'] }, [...outcomes('failed')]],
  [
    'errors by what they mean',
    { errors: ['AccessDenied', 'ThrottlingException'] },
    [...outcomes('denied'), ...outcomes('throttled')],
  ],
  ['denied, whatever the errors', { denied: true, errors: ['any'] }, outcomes('denied')],
  ['IPv6 in its one form', { sourceAddresses: ['2001:DB8:0::1'] }, ['sourceIPAddress=2001:db8::1']],
])('reads %s', (_, asked, values) => {
  expect(valuesOf(asked)).toEqual(values);
});

it('reads beside them what older versions of the index called otherwise, where such rows are', () => {
  const older = (asked: Partial<EventQuery>) => {
    const made = plan(asked);
    return 'partitions' in made ? made.partitions.flatMap(({ value, olderOnly }) => (olderOnly ? value : [])) : [];
  };
  expect(older({ eventIds: ['AAAAAAAA-bbbb'] })).toEqual(['eventID=AAAAAAAA-bbbb', 'eventID=aaaaaaaa-bbbb']);
  expect(older({ actors: ['Alice', 'bob'] })).toEqual(['actor=Alice', 'actor=bob']);
  expect(older({ roles: ['arn:aws:iam::1:role/p/Reader', 'Reader'] })).toEqual(['role=Reader']);
  expect(older({ sourceAddresses: ['2001:DB8:0::1', '203.0.113.7'] })).toEqual(['sourceIPAddress=2001:DB8:0::1']);
  expect(older({ errors: ['AccessDenied'] })).toEqual(['error=AccessDenied']);
  expect(older({ denied: true })).toEqual([]);
  expect(older({ resources: ['i-0123456789abcdef0', '/a'] })).toEqual([]);
});

it('goes by no error code that means success', () => {
  expect(plan({ errors: ['Success'] }).by).toBe('catalogue');
  expect(plan({ errors: ['E', 'Success'] }).by).toBe('catalogue');
});

it('goes by no address where one that is asked for is none', () => {
  expect(plan({ sourceAddresses: ['AWS Internal'] }).by).toBe('catalogue');
  expect(plan({ sourceAddresses: ['203.0.113.7', 'ssm.amazonaws.com'] }).by).toBe('catalogue');
  expect(plan({ sourceAddresses: ['AWS Internal'], eventNames: ['A'] }).by).toBe('eventName');
});

describe('cataloguedPartitions', () => {
  const catalogue = [
    'GetParameter',
    'GetParameters',
    'GetParameters#1',
    'GetParameters#12',
    'GetParameters',
    '_quarantine',
  ];
  const names = (asked: readonly string[]) => cataloguedPartitions(asked, catalogue).map(({ value }) => value);

  it('are those of the names, each once, with the ones they are spread over', () => {
    expect(names(['GetParameter'])).toEqual(['GetParameter']);
    expect(names(['GetParameters'])).toEqual(['GetParameters', 'GetParameters#1', 'GetParameters#12']);
    expect(names(['GetParameter', 'GetParameters'])).toHaveLength(4);
  });

  it('leave out what is of the agent alone where a question does, and have it otherwise', () => {
    const listed = ['GetMessages', 'GetMessages#agent', 'GetMessages#agent#1', 'GetMessages#2'];
    const read = (asked: readonly string[], noAgent: boolean) =>
      cataloguedPartitions(asked, listed, { noAgent }).map(({ value }) => value);
    for (const asked of [[], ['GetMessages']]) {
      expect(read(asked, false)).toEqual(listed);
      expect(read(asked, true)).toEqual(['GetMessages', 'GetMessages#2']);
    }
  });

  it('are all but the quarantine where no name is given', () => {
    expect(names([])).toEqual(['GetParameter', 'GetParameters', 'GetParameters#1', 'GetParameters#12']);
    expect(names(['_quarantine'])).not.toContain('_quarantine');
  });

  it('have the plain one of a name that the catalogue lacks', () => {
    expect(names(['StartSession'])).toEqual(['StartSession']);
    const ofAgent = ['GetMessages#agent#1'];
    expect(cataloguedPartitions(['GetMessages'], ofAgent).map(({ value }) => value)).toEqual([
      'GetMessages#agent#1',
      'GetMessages',
    ]);
  });
});
