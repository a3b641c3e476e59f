import { alertsOf, deduplicationId } from '../../../lib/core/alerts/alert';
import { alertRule, match, observed, storedDeletion } from './observed-events';

describe('alertsOf', () => {
  it('joins events that share rule and attributes, earliest first, resources united', () => {
    const resource = (id: string) => ({ id, kind: 'document', relation: 'changes' }) as const;
    const [alert, ...others] = alertsOf([
      match({
        observed: observed({
          eventID: 'e-2',
          eventTime: '2024-05-01T12:20:00Z',
          resources: [resource('a'), resource('b')],
        }),
      }),
      match({ observed: observed({ eventID: 'e-1', resources: [resource('b'), resource('c')] }) }),
    ]);
    expect(others).toEqual([]);
    expect(alert?.occurrences.map(({ ref }) => ref)).toEqual([
      'DeleteDocument/2024-05-01T12:10:00Z#e-1',
      'DeleteDocument/2024-05-01T12:20:00Z#e-2',
    ]);
    expect(alert?.observed.event.eventID).toBe('e-1');
    expect(alert?.resources.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['rule', match({ rule: alertRule({ id: 'other' }) })],
    ['level', match({ rule: alertRule({ level: 'high' }) })],
    ['topics', match({ topics: [] })],
    ['event name', match({ observed: observed({ eventName: 'UpdateDocument' }) })],
    ['outcome', match({ observed: observed({ outcome: 'denied' }) })],
    ['principal', match({ observed: observed({ userIdentityArn: 'arn:aws:iam::111122223333:user/bob' }) })],
    ['role', match({ observed: observed({ roleArn: 'arn:aws:iam::111122223333:role/Other' }) })],
    ['region', match({ observed: observed({ awsRegion: 'us-east-1' }) })],
    ['account', match({ observed: observed({ recipientAccountId: '444455556666' }) })],
  ])('keeps events apart that differ in %s', (_, other) => {
    expect(alertsOf([match(), other])).toHaveLength(2);
  });

  it('joins events that differ in what is no attribute', () => {
    const other = match({ observed: observed({ eventID: 'e-2', sourceIPAddress: '198.51.100.1', userAgent: 'x' }) });
    expect(alertsOf([match(), other])).toHaveLength(1);
  });

  it('counts an event that is in the batch twice once', () => {
    expect(alertsOf([match(), match()])[0]?.occurrences).toHaveLength(1);
  });

  it('marks what was indexed long after it happened', () => {
    const at = (indexedAt: string) => alertsOf([match({ observed: { ...observed(), indexedAt } })])[0]?.lateMs;
    expect(at('2024-05-01T12:20:00Z')).toBeUndefined();
    expect(at('2024-05-04T12:10:00Z')).toBe(3 * 24 * 60 * 60 * 1000);
    expect(alertsOf([match()])[0]?.lateMs).toBeUndefined();
  });

  it('takes an event of which little is known', () => {
    const event = { ref: '_quarantine/2024-05-01T12:10:00Z#ab' };
    const [alert] = alertsOf([match({ observed: { event, record: {} } })]);
    expect(alert?.attributes).toEqual({ rule: 'document-deleted', level: 'medium' });
    expect(alert?.resources).toEqual([]);
  });

  it('gives the attributes that all its events share', () => {
    const { userIdentityArn, roleArn, awsRegion } = storedDeletion();
    expect(alertsOf([match()])[0]?.attributes).toEqual({
      rule: 'document-deleted',
      level: 'medium',
      eventName: 'DeleteDocument',
      outcome: 'success',
      userIdentityArn,
      roleArn,
      awsRegion,
      recipientAccountId: '111122223333',
    });
  });
});

describe('deduplicationId', () => {
  it('is of rule and event, and the same every time', () => {
    const id = deduplicationId('r', 'a/b#c');
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(deduplicationId('r', 'a/b#c')).toBe(id);
    expect(deduplicationId('r2', 'a/b#c')).not.toBe(id);
    expect(deduplicationId('r', 'a/b#d')).not.toBe(id);
  });
});
