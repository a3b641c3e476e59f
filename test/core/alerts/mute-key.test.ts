import { MUTE_WINDOW_MS, muteKey } from '../../../lib/core/alerts/mute-key';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { alertRule, observed, raised } from './observed-events';

const keyOf = (event: Partial<StoredEvent> = {}) => muteKey(raised({ observed: observed(event) }));

describe('muteKey', () => {
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

  it('differs by rule and by the topics that are told', () => {
    expect(muteKey(raised({ rule: alertRule({ id: 'other' }) }))).not.toBe(keyOf());
    expect(muteKey(raised({ topics: ['documents', 'security'] }))).not.toBe(keyOf());
  });

  it('goes by the principal where there is no role', () => {
    const user = (name: string) => {
      const { roleArn: _, ...event } = observed().event;
      return muteKey(raised({ observed: { record: {}, event: { ...event, userIdentityArn: name } } }));
    };
    expect(user('arn:aws:iam::111122223333:user/a')).toBe(user('arn:aws:iam::111122223333:user/a'));
    expect(user('arn:aws:iam::111122223333:user/a')).not.toBe(user('arn:aws:iam::111122223333:user/b'));
  });

  it('takes another window', () => {
    const later = raised({ observed: observed({ eventTime: '2024-05-01T13:00:00Z' }) });
    expect(muteKey(later, 24 * MUTE_WINDOW_MS)).toBe(muteKey(raised(), 24 * MUTE_WINDOW_MS));
  });

  it('is none for what is critical and for what has no time', () => {
    expect(muteKey(raised({ rule: alertRule({ level: 'critical' }) }))).toBeUndefined();
    expect(muteKey(raised({ observed: { event: { ref: 'x/y#z' }, record: {} } }))).toBeUndefined();
  });
});
