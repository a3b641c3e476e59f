import { sendAlerts } from '../../../lib/app/alert/send-alerts';
import { sendDigests } from '../../../lib/app/alert/send-digests';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { match, observed } from '../../core/alerts/observed-events';
import { MemoryAlerting } from './memory-alerting';

let alerting: MemoryAlerting;

/** Two documents deleted, each again within the window by another role, so in two groups. */
beforeEach(async () => {
  alerting = new MemoryAlerting();
  const events = ['Operator', 'Deployer'].flatMap((role) =>
    [0, 10, 20].map((minute) => {
      const eventTime = `2024-05-01T12:${String(minute).padStart(2, '0')}:00Z`;
      return observed({
        eventID: `${role}-${minute}`,
        eventTime,
        roleArn: `arn:aws:iam::111122223333:role/${role}`,
      });
    }),
  );
  for (const each of events) await sendAlerts(dependencies(), [each], NO_DEADLINE);
  alerting.published.length = 0;
});

const dependencies = () =>
  alerting.dependencies((each) => [match({ observed: each, topics: ['documents', 'on-call'] })]);
const send = () => sendDigests(dependencies(), NO_DEADLINE);

it('sends nothing before the windows close', async () => {
  alerting.now = new Date('2024-05-01T13:09:59Z');
  await send();
  expect(alerting.published).toEqual([]);
});

it('lets no time in the future put a digest off until then', async () => {
  const events = [0, 1].map((index) => observed({ eventID: `later-${index}`, eventTime: '2031-01-01T00:00:00Z' }));
  for (const each of events) await sendAlerts(dependencies(), [each], NO_DEADLINE);
  alerting.published.length = 0;
  alerting.now = new Date('2024-05-01T14:00:00Z');
  await send();
  expect(alerting.published.some(({ message }) => message.message.includes('#later-1'))).toBe(true);
});

it('sends one digest a group to each topic, and none again', async () => {
  alerting.now = new Date('2024-05-01T13:10:00Z');
  await send();
  expect(alerting.published.map(({ topic }) => topic)).toEqual(['documents', 'on-call', 'documents', 'on-call']);
  for (const minute of [10, 20])
    expect(alerting.published[0]?.message.message).toContain(`2024-05-01T12:${minute}:00Z#Operator-${minute}`);
  expect(alerting.published[0]?.message.message).not.toContain('#Deployer');
  expect(alerting.reports.filter(([what]) => what === 'digestSent')).toHaveLength(4);
  await send();
  expect(alerting.published).toHaveLength(4);
});

it('lets a group that cannot be sent wait for the next run, and no other group', async () => {
  alerting.now = new Date('2024-05-01T13:10:00Z');
  jest.spyOn(alerting.publisher, 'publish').mockRejectedValueOnce(new Error('SNS and SQS are down'));
  await send();
  expect(alerting.reports).toContainEqual(['digestFailed', new Error('SNS and SQS are down')]);
  expect(alerting.published).toHaveLength(2);
  await send();
  expect(alerting.published).toHaveLength(4);
});

it('notes entries after their digest was sent: one that is cut off in between comes again', async () => {
  alerting.now = new Date('2024-05-01T13:10:00Z');
  jest.spyOn(alerting.state, 'noteDigested').mockRejectedValueOnce(new Error('throttled'));
  await send();
  await send();
  expect(alerting.published.length).toBeGreaterThan(4);
  expect([...alerting.pending.values()].every(({ isDigested }) => isDigested)).toBe(true);
});

it('says that what is due cannot be read', async () => {
  jest.spyOn(alerting.state, 'dueEntries').mockImplementation(() => {
    throw new Error('throttled');
  });
  await send();
  expect(alerting.reports).toContainEqual(['digestFailed', new Error('throttled')]);
});
