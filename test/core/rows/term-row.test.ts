import { createHash } from 'node:crypto';
import { EVENT_ATTRIBUTES } from '../../../lib/contract/tables';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { INDEX_VERSION } from '../../../lib/core/rows/event-row';
import {
  handleOf,
  MAX_TERMS,
  roleAccount,
  roleName,
  termKey,
  termRows,
  termsOf,
} from '../../../lib/core/rows/term-row';
import { auditEvent, instance, NODE, rowOf, termRowsOf } from './events';

const keysOf = (overrides: Partial<AuditEvent> = {}, extra: Parameters<typeof termsOf>[1] = []) =>
  termsOf(auditEvent(overrides), extra).terms.map(({ key }) => key);

/** The number of the partition that the actors and roles of an account have. */
const accountPart = (account: string) =>
  Number(`0x${createHash('sha256').update(account).digest('hex').slice(0, 2)}`) % 4;

/** The digit of the partition that the calls of a role share that did not succeed. */
const roleDigit = (role: string) => createHash('sha256').update(role).digest('hex')[0];

describe('termsOf', () => {
  it('is everything that an event can be found by beside name and principal', () => {
    expect([...keysOf({ outcome: 'denied', errorCode: 'AccessDenied' })].sort()).toEqual([
      'accessKeyId=ASIAEXAMPLE',
      `actor=alice#${accountPart('111122223333')}`,
      'eventID=11111111',
      `outcome=denied#${roleDigit('Operator')}`,
      `resource=${NODE}`,
      'sourceIPAddress=203.0.113.7',
    ]);
  });

  it('has the role for a success, and else one term of the outcome, which leads to the role as well', () => {
    const found = (overrides: Partial<AuditEvent>) => keysOf(overrides).filter((term) => /^(outcome|role)=/.test(term));
    expect(found({})).toEqual([`role=Operator#${accountPart('111122223333')}`]);
    expect(found({ outcome: 'failed' })).toEqual([`outcome=failed#${roleDigit('Operator')}`]);
    const { roleArn: _, ...user } = auditEvent({ outcome: 'throttled' });
    expect(termsOf(user, []).terms.map(({ key }) => key)).toContain('outcome=throttled');
  });

  it('has the partition of the account that was called for an actor, and of its own account for a role', () => {
    const accounts = Array.from({ length: 40 }, (_, index) => String(100_000_000_000 + index));
    const found = accounts.map((account) => {
      const terms = keysOf({ recipientAccountId: account, roleArn: `arn:aws:iam::${account}:role/p/Reader` });
      return terms.filter((term) => /^(actor|role)=/.test(term)).sort();
    });
    expect(found).toEqual(
      accounts.map((account) => [`actor=alice#${accountPart(account)}`, `role=Reader#${accountPart(account)}`]),
    );
    expect(new Set(found.flat()).size).toBe(2 * 4);
    const { recipientAccountId: _, ...unknown } = auditEvent({ roleArn: 'Reader' });
    expect(termsOf(unknown, []).terms.map(({ key }) => key)).toEqual(
      expect.arrayContaining([`actor=alice#${accountPart('')}`, `role=Reader#${accountPart('')}`]),
    );
  });

  it('has one partition for a node that acts, because it is of one account', () => {
    expect(keysOf({ actor: 'i-0123456789abcdefA' })).toContain('actor=i-0123456789abcdefa');
    expect(keysOf({ roleArn: 'arn:aws:iam::1:role/i-0123456789abcdef0' })).toContain(
      `role=i-0123456789abcdef0#${accountPart('1')}`,
    );
  });

  it.each<[string, readonly string[]]>([
    ['203.0.113.7', ['sourceIPAddress=203.0.113.7']],
    ['2001:db8::1', ['sourceIPAddress=2001:db8::1']],
    ['2001:0DB8:0:0::0001', ['sourceIPAddress=2001:db8::1']],
    ['AWS Internal', []],
    ['ssm.amazonaws.com', []],
    ['203.0.113.300', []],
  ])('takes the address %s in its one form, and no name of a service', (sourceIPAddress, terms) => {
    expect(keysOf({ sourceIPAddress }).filter((term) => term.startsWith('sourceIPAddress='))).toEqual(terms);
  });

  it('has the names that an actor is known by, letter case aside', () => {
    const terms = keysOf({
      actor: '906799e1-0001',
      actorSource: 'identityCenterUser',
      actorAliases: ['Alice@Example'],
    });
    const part = accountPart('111122223333');
    expect(terms).toEqual(expect.arrayContaining([`actor=906799e1-0001#${part}`, `actor=alice@example#${part}`]));
  });

  it('has what is merely mentioned under a kind of its own', () => {
    const terms = keysOf({ mentions: ['i-0123456789abcdefA'] });
    expect(terms).toContain('mentions=i-0123456789abcdefa');
    expect(terms).not.toContain('resource=i-0123456789abcdefa');
  });

  it("has the instance alone for the agent's own traffic", () => {
    const resources = [{ id: 'assoc', kind: 'association', relation: 'changes' } as const, instance(NODE)];
    expect(keysOf({ agent: true, resources }, [['requestParameters.x', ['y']]])).toEqual([`resource=${NODE}`]);
  });

  it('names each thing once, and knows all that are called so', () => {
    const resources = [instance('same'), { id: 'same', kind: 'other', relation: 'uses' } as const];
    const { terms } = termsOf(auditEvent({ resources }), []);
    expect(terms.filter(({ key }) => key === 'resource=same')).toEqual([{ key: 'resource=same', resources }]);
  });

  it('has the configured paths of the record, apart from its own fields', () => {
    const terms = keysOf({}, [['requestParameters.documentName', ['A', 'B']]]);
    expect(terms).toEqual(
      expect.arrayContaining(['record.requestParameters.documentName=A', 'record.requestParameters.documentName=B']),
    );
    expect(keysOf({}, [['actor', ['mallory']]])).toContain('record.actor=mallory');
  });

  it('has each of ten thousand things, and says where there are more', () => {
    const resources = Array.from({ length: MAX_TERMS + 7 }, (_, index) => instance(`i-${index}`));
    const event = auditEvent({ resources, outcome: 'denied', errorCode: 'AccessDenied' });
    const { terms, omitted } = termsOf(event, []);
    const keys = terms.map(({ key }) => key);
    expect(keys).toHaveLength(MAX_TERMS + 1);
    expect(keys).toEqual(
      expect.arrayContaining([
        `actor=alice#${accountPart('111122223333')}`,
        `outcome=denied#${roleDigit('Operator')}`,
        'resource=i-0',
      ]),
    );
    expect(keys.at(-1)).toBe('truncated=terms');
    expect(omitted).toBe(12);
    expect(rowOf(event).marks?.termsOmitted).toBe(12);
    expect(keysOf({ resources: resources.slice(0, 9_000) })).not.toContain('truncated=terms');
  });
});

describe('termKey', () => {
  it.each(['actor', 'resource', 'outcome', 'sourceIPAddress'] as const)(
    'cuts a long value of %s and keeps it findable',
    (field) => {
      const long = '😀'.repeat(100_000);
      expect(Buffer.byteLength(termKey(field, long))).toBeLessThanOrEqual(256);
      expect(termKey(field, long)).toBe(termKey(field, long));
      expect(termKey(field, `${long}x`)).not.toBe(termKey(field, long));
      expect(termKey(field, '\ud800')).toBe(`${field}=\ufffd`);
    },
  );

  it.each<[Parameters<typeof termKey>[0], string, string]>([
    ['actor', 'ALICE@example.com', 'actor=alice@example.com'],
    ['accessKeyId', 'asiaexample', 'accessKeyId=ASIAEXAMPLE'],
    ['eventID', 'AAAAAAAA-bbbb', 'eventID=aaaaaaaa'],
    ['resource', 'I-0123456789ABCDEF0', 'resource=I-0123456789ABCDEF0'],
    ['resource', 'i-0123456789ABCDEF0', 'resource=i-0123456789abcdef0'],
    ['resource', '/Prod/DB', 'resource=/Prod/DB'],
    ['role', 'arn:aws:iam::1:role/p/Reader', 'role=Reader'],
  ])('writes %s %s in one way', (field, value, key) => {
    expect(termKey(field, value)).toBe(key);
  });
});

it.each([
  ['11111111-2222-3333-4444-555555555555', '11111111'],
  ['ABCDEF01-2222', 'abcdef01'],
  [`sha256:${'0123456789abcdef'.repeat(4)}`, '01234567'],
  ['abc', 'abc'],
])('makes of the event ID %s the handle %s', (eventID, handle) => {
  expect(handleOf(eventID)).toBe(handle);
});

describe('termRows', () => {
  it('carry the event fields, and neither record nor evidence', () => {
    const row = rowOf(auditEvent(), { secret: 1 }, { expiresAt: 9 });
    const [term] = termRows(row, [{ key: 'actor=alice', resources: [] }], auditEvent().resources);
    expect(term).toMatchObject({
      term: 'actor=alice',
      eventTimeIdName: `${row.eventTimeId}#StartSession`,
      eventName: 'StartSession',
      actor: 'alice',
      expiresAt: 9,
      indexVersion: INDEX_VERSION,
    });
    const allowed = [...EVENT_ATTRIBUTES, 'term', 'eventTimeId', 'eventTimeIdName', 'indexVersion'];
    expect(Object.keys(term ?? {}).filter((name) => !allowed.includes(name))).toEqual([]);
  });

  it('have a key of their own each', () => {
    const rows = [
      termRowsOf(auditEvent({ eventName: '1', eventID: 'x#2' })),
      termRowsOf(auditEvent({ eventName: '2#1', eventID: 'x' })),
    ];
    const keys = rows.flat().map(({ term, eventTimeIdName }) => `${term}\n${eventTimeIdName}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

it('never gives an event the term under which earlier programs kept the catalogue', () => {
  expect(keysOf({}, [['catalogue', ['Events']]])).not.toContain('catalogue=Events');
});

it.each([
  ['arn:aws:iam::1:role/Reader', 'Reader'],
  ['arn:aws:iam::1:role/service-role/deep/Reader', 'Reader'],
  ['Reader', 'Reader'],
  ['service-role/Reader', 'Reader'],
])('names the role of %s', (text, name) => {
  expect(roleName(text)).toBe(name);
});

it.each([
  ['arn:aws:iam::111122223333:role/p/Reader', '111122223333'],
  ['arn:aws-cn:iam::1:role/Reader', '1'],
  ['arn:aws', undefined],
  ['p/Reader', undefined],
  ['a:b:c:d:e', undefined],
])('takes from %s the account %s', (text, account) => {
  expect(roleAccount(text)).toBe(account);
});
