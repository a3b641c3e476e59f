import { runWithKills } from './kill-run';

// A few seconds; ten times as long on a busy machine.
jest.setTimeout(300_000);

describe('local stores whose writers are killed, find the disk full and lose the end of their log', () => {
  it('have all that they promise after each, and all of it in the end', async () => {
    const run = await runWithKills({ seed: 3, kills: 4, hours: 4, recordsPerFile: 100 });
    expect(run.problems).toEqual([]);
    expect(run.kills).toBeGreaterThanOrEqual(4);
    expect(run.stores).toBeGreaterThan(0);
  });
});
