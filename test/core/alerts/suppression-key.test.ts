import { SUPPRESSION_WINDOW_MS, suppressionKey } from '../../../lib/core/alerts/suppression-key';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { alertRule, match, observed } from './observed-events';

const keyOf = (event: Partial<StoredEvent> = {}) => suppressionKey(match({ observed: observed(event) }));

describe('suppressionKey', () => {
  it.each<[string, Partial<StoredEvent>]>([
    ['another event of the window', { eventID: 'e-2', eventTime: '2024-05-01T12:59:59Z' }],
    ['another session of the role', { userIdentityArn: 'arn:aws:sts::111122223333:assumed-role/Operator/bob' }],
    ['another resource', { resources: [] }],
    ['another region', { awsRegion: 'us-east-1' }],
  ])('is the same for %s', (_, event) => {
    expect(keyOf(event)).toBe(keyOf());
  });

  it.each<[string, Partial<StoredEvent>]>([
    ['window', { eventTime: '2024-05-01T13:00:00Z' }],
    ['role', { roleArn: 'arn:aws:iam::111122223333:role/Other' }],
    ['outcome', { outcome: 'denied' }],
    ['account', { recipientAccountId: '444455556666' }],
  ])('differs by %s', (_, event) => {
    expect(keyOf(event)).not.toBe(keyOf());
  });

  it('differs by rule and by the topics', () => {
    expect(suppressionKey(match({ rule: alertRule({ id: 'other' }) }))).not.toBe(keyOf());
    expect(suppressionKey(match({ topics: ['documents', 'security'] }))).not.toBe(keyOf());
  });

  it('goes by the principal where there is no role', () => {
    const user = (name: string) => {
      const { roleArn: _, ...event } = observed().event;
      return suppressionKey(match({ observed: { record: {}, event: { ...event, userIdentityArn: name } } }));
    };
    expect(user('arn:aws:iam::111122223333:user/a')).toBe(user('arn:aws:iam::111122223333:user/a'));
    expect(user('arn:aws:iam::111122223333:user/a')).not.toBe(user('arn:aws:iam::111122223333:user/b'));
  });

  it('takes another window', () => {
    const later = match({ observed: observed({ eventTime: '2024-05-01T13:00:00Z' }) });
    expect(suppressionKey(later, 24 * SUPPRESSION_WINDOW_MS)).toBe(suppressionKey(match(), 24 * SUPPRESSION_WINDOW_MS));
  });

  it('is none for what is critical and for what has no time', () => {
    expect(suppressionKey(match({ rule: alertRule({ level: 'critical' }) }))).toBeUndefined();
    expect(suppressionKey(match({ observed: { event: { ref: 'x/y#z' }, record: {} } }))).toBeUndefined();
  });
});
