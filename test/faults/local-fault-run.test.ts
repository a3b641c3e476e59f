import { runWithLocalFaults } from './local-fault-run';

// A few seconds; ten times as long on a busy machine.
jest.setTimeout(600_000);

describe('a day of log files for a local store, whose statements fail, whose files cannot be read, whose writers are killed', () => {
  it('ends with each record a row once, and with what a store has that nothing disturbed', async () => {
    const run = await runWithLocalFaults({
      seed: 7,
      files: 40,
      recordsPerFile: 20,
      systemsManagerShare: 1 / 6,
      faultShare: 0.1,
      statementsALife: 250,
    });
    expect(run.problems).toEqual([]);
    expect(run.kills).toBeGreaterThan(0);
    expect(run.failures).toBeGreaterThan(0);
  });
});
