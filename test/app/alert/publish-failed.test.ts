import { publishFailed } from '../../../lib/app/alert/publish-failed';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { FailedMessage } from '../../../lib/app/ports/failed-messages';

/** A queue in memory that hides what is taken. */
function queueOf(bodies: readonly string[], isRefused: (body: string) => boolean = () => false) {
  const waiting: FailedMessage[] = bodies.map((body, index) => ({ body, receipt: String(index) }));
  const published: string[] = [];
  const released: string[] = [];
  return {
    published,
    released,
    take: async () => waiting.splice(0, 2),
    publish: async ({ body }: FailedMessage) => {
      if (isRefused(body)) throw new Error(`${body} is refused`);
      published.push(body);
    },
    release: async ({ body }: FailedMessage) => void released.push(body),
  };
}

function reporting() {
  const said: string[] = [];
  const drained = () => void said.push('drained');
  const notDrained = (what: string, reason: unknown) => void said.push(`${what}: ${String(reason)}`);
  return { said, drained, notDrained };
}

it('publishes all that waits', async () => {
  const [queue, report] = [queueOf(['a', 'b', 'c']), reporting()];
  await publishFailed({ failedMessages: queue, report }, NO_DEADLINE);
  expect([queue.published, queue.released, report.said]).toEqual([['a', 'b', 'c'], [], Array(3).fill('drained')]);
});

it('leaves what still cannot be published to the next run, and does not try it twice in one', async () => {
  const [queue, report] = [queueOf(['a', 'b', 'c'], (body) => body === 'b'), reporting()];
  await publishFailed({ failedMessages: queue, report }, NO_DEADLINE);
  expect([queue.published, queue.released]).toEqual([['a', 'c'], ['b']]);
  expect(report.said).toContain('a failed message: Error: b is refused');
});

it('reports a queue that cannot be read', async () => {
  const report = reporting();
  const take = async () => Promise.reject(new Error('no queue'));
  await publishFailed({ failedMessages: { ...queueOf([]), take }, report }, NO_DEADLINE);
  expect(report.said).toEqual(['the failure queue: Error: no queue']);
});
