import { AWS_SETTINGS } from '../embedded/aws';
import { runWithFaults } from './fault-run';

// Some twenty seconds on an idle machine; a busy one may take a while.
jest.setTimeout(400_000);

describe('a day of deliveries, with a fifth of all requests going wrong and the function killed again and again', () => {
  it('ends with each record a row once, each file done, and nothing but poison among the dead letters', async () => {
    const run = await runWithFaults(AWS_SETTINGS, {
      seed: 7,
      files: 500,
      recordsPerFile: 20,
      systemsManagerShare: 1 / 10,
      faultShare: 0.2,
      requestsALife: 1_000,
      hiddenSeconds: 8,
    });
    expect(run.problems).toEqual([]);
    expect(run.kills).toBeGreaterThan(0);
    for (const kind of ['reset', 'timeout', 'lost', 'throttled', 'unprocessed'])
      expect(run.faults).toHaveProperty(kind);
  });
});
