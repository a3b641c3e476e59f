import { AWS_SETTINGS } from '../embedded/aws';
import { runWithFaults } from './fault-run';

// Half a minute on a busy machine, most of it for the files: 500 of 20 records, of which one in twenty becomes a row.
jest.setTimeout(1_200_000);

describe('a day of deliveries, with a fifth of all requests going wrong and the function killed again and again', () => {
  it('ends with each record a row once, each file done, each alert told, and nothing but poison among the dead letters', async () => {
    const run = await runWithFaults(AWS_SETTINGS, {
      seed: 7,
      files: 160,
      recordsPerFile: 20,
      systemsManagerShare: 1 / 20,
      faultShare: 0.2,
      requestsALife: 320,
      hiddenSeconds: 8,
    });
    expect(run.problems).toEqual([]);
    expect(run.kills).toBeGreaterThan(0);
    // Nothing is said of faults that are rare: a process that is killed takes its counts along.
    expect(run.alerts.expected).toBeGreaterThan(0);
    expect(run.alerts.kills).toBeGreaterThan(0);
    for (const kind of ['reset', 'throttled']) expect(run.alerts.faults).toHaveProperty(kind);
    for (const kind of ['reset', 'timeout', 'lost', 'throttled', 'unprocessed'])
      expect(run.faults).toHaveProperty(kind);
  });
});
