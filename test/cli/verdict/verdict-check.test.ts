import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { spanOf, verdictCheck } from '../../../lib/cli/verdict/verdict-check';
import { STACK_OUTPUTS, type StackOutputs } from '../../../lib/contract/stack-outputs';
import { version } from '../../../package.json';

const WINDOW = {
  deliveryTime: spanOf({ since: '2026-03-01T00:00:00Z', until: '2026-03-02T00:00:00Z' }),
  eventTime: { from: '2026-02-28T23:50:00Z', to: '2026-03-01T23:55:00Z' },
};
const NOW = new Date('2026-04-01T00:00:00Z');

const outputs = {
  ...Object.fromEntries(STACK_OUTPUTS.map((name) => [name, 'x'])),
  DeliveryQueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/Deliveries',
} as unknown as StackOutputs;

it('says of a local store who asked it where', async () => {
  expect(await verdictCheck({ place: { kind: 'local', folder: '/x/store' } }, WINDOW, NOW)).toEqual({
    version,
    store: { local: '/x/store' },
    window: WINDOW,
    checkedAt: '2026-04-01T00:00:00.000Z',
    askedBy: expect.stringMatching(/^\S+ on \S+$/),
  });
});

describe('of a stack', () => {
  const sts = mockClient(STSClient);
  afterEach(() => sts.reset());
  const check = () =>
    verdictCheck({ place: { kind: 'stack', stack: 'audit', region: 'eu-west-1' }, outputs }, WINDOW, NOW);

  it('says its account, and whose credentials asked', async () => {
    sts.on(GetCallerIdentityCommand).resolves({ Arn: 'arn:aws:iam::111122223333:user/auditor' });
    expect(await check()).toMatchObject({
      store: { stack: 'audit', region: 'eu-west-1', account: '111122223333' },
      askedBy: 'arn:aws:iam::111122223333:user/auditor',
    });
  });

  it('is given all the same where it cannot be told who asked', async () => {
    sts.on(GetCallerIdentityCommand).rejects(new Error('no network'));
    expect(await check()).toMatchObject({ askedBy: 'unknown: no network' });
  });
});

it('leaves an open end open', () =>
  expect(spanOf({ until: '2026-03-02T00:00:00Z' })).toEqual({ from: null, to: '2026-03-02T00:00:00Z' }));
