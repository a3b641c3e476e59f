import { EVENT_ATTRIBUTES } from '../../../lib/contract/tables';
import { MAX_PARTITION_KEY_BYTES } from '../../../lib/core/rows/dynamodb-limits';
import { MAX_TERMS } from '../../../lib/core/rows/event-row';
import { catalogueRow, roleName, termKey, termRows, termsOf } from '../../../lib/core/rows/term-row';
import { auditEvent, instance, NODE, rowOf, termRowsOf } from './events';

describe('termsOf', () => {
  it('is everything that an event can be found by beside name and principal', () => {
    expect([...termsOf(auditEvent({ outcome: 'denied', errorCode: 'AccessDenied' }), [])].sort()).toEqual([
      'accessKeyId=ASIAEXAMPLE',
      'actor=alice',
      'error=AccessDenied',
      'eventID=11111111-2222-3333-4444-555555555555',
      'outcome=denied',
      `resource=${NODE}`,
      'role=Operator',
      'sourceIPAddress=203.0.113.7',
    ]);
  });

  it('has no outcome for a success', () => {
    expect(termsOf(auditEvent(), []).filter((term) => term.startsWith('outcome='))).toEqual([]);
  });

  it.each<[string, number]>([
    ['203.0.113.7', 1],
    ['2001:db8::1', 1],
    ['AWS Internal', 0],
    ['ssm.amazonaws.com', 0],
    ['203.0.113.300', 0],
  ])('takes the address %s %d times', (sourceIPAddress, times) => {
    const terms = termsOf(auditEvent({ sourceIPAddress }), []);
    expect(terms.filter((term) => term === `sourceIPAddress=${sourceIPAddress}`)).toHaveLength(times);
  });

  it("has the instance alone for the agent's own traffic", () => {
    const event = auditEvent({
      agent: true,
      resources: [{ id: 'assoc', kind: 'association', relation: 'changes' }, instance(NODE)],
    });
    expect(termsOf(event, [['requestParameters.x', ['y']]])).toEqual([`resource=${NODE}`]);
  });

  it('names each thing once', () => {
    const resources = [instance('same'), { id: 'same', kind: 'other', relation: 'uses' } as const];
    expect(termsOf(auditEvent({ resources }), []).filter((term) => term === 'resource=same')).toHaveLength(1);
  });

  it('has the configured paths of the record, apart from its own fields', () => {
    const terms = termsOf(auditEvent(), [['requestParameters.documentName', ['A', 'B']]]);
    expect(terms).toEqual(
      expect.arrayContaining(['record.requestParameters.documentName=A', 'record.requestParameters.documentName=B']),
    );
    expect(termsOf(auditEvent(), [['actor', ['mallory']]])).toContain('record.actor=mallory');
  });

  it('lets who did it be found however many resources the call names', () => {
    const resources = Array.from({ length: 500 }, (_, index) => instance(`i-${index}`));
    const event = auditEvent({ resources, outcome: 'denied', errorCode: 'AccessDenied' });
    const terms = termRowsOf(event).map(({ term }) => term);
    expect(terms).toHaveLength(MAX_TERMS);
    expect(terms).toEqual(expect.arrayContaining(['actor=alice', 'role=Operator', 'outcome=denied', 'resource=i-0']));
    expect(rowOf(event).marks?.termsOmitted).toBe(termsOf(event, []).length - MAX_TERMS);
  });
});

describe('termKey', () => {
  it.each(['actor', 'resource', 'eventID', 'error'] as const)(
    'cuts a long value of %s and keeps it findable',
    (field) => {
      const long = '😀'.repeat(100_000);
      expect(Buffer.byteLength(termKey(field, long))).toBeLessThanOrEqual(MAX_PARTITION_KEY_BYTES);
      expect(termKey(field, long)).toBe(termKey(field, long));
      expect(termKey(field, `${long}x`)).not.toBe(termKey(field, long));
      expect(termKey(field, '\ud800')).toBe(`${field}=\ufffd`);
    },
  );
});

describe('termRows', () => {
  it('carry the event fields, and neither record nor evidence', () => {
    const row = rowOf(auditEvent(), { secret: 1 }, { expiresAt: 9 });
    const [term] = termRows(row, ['actor=alice']);
    expect(term).toMatchObject({
      term: 'actor=alice',
      eventTimeIdName: `${row.eventTimeId}#StartSession`,
      eventName: 'StartSession',
      actor: 'alice',
      expiresAt: 9,
    });
    const allowed = [...EVENT_ATTRIBUTES, 'term', 'eventTimeId', 'eventTimeIdName'];
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

it('lists a partition in the catalogue, which is no term of an event', () => {
  expect(catalogueRow('StartSession#1')).toEqual({ term: 'catalogue=Events', eventTimeIdName: 'StartSession#1' });
  expect(termsOf(auditEvent(), [['catalogue', ['Events']]])).not.toContain('catalogue=Events');
});

it.each([
  ['arn:aws:iam::1:role/Reader', 'Reader'],
  ['arn:aws:iam::1:role/service-role/deep/Reader', 'Reader'],
  ['Reader', 'Reader'],
  ['service-role/Reader', 'Reader'],
])('names the role of %s', (text, name) => {
  expect(roleName(text)).toBe(name);
});
