import { writeDay } from '../../../lib/app/export/day-list';
import { registerDays } from '../../../lib/app/export/register-days';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { RegisteredDays } from '../../../lib/app/ports/export/registered-days';
import { partitionFolder } from '../../../lib/core/export/export-partition';
import { MemoryTarget } from './memory-export';

/** A table, what it has, and what is kept from one run to the next. */
function world(table = 'audit.events') {
  const target = new MemoryTarget();
  const batches: string[][] = [];
  let stored: RegisteredDays | undefined;
  const states = {
    load: async () => stored,
    save: async (state: RegisteredDays) => {
      if (state.revision !== (stored?.revision ?? -1) + 1) return false;
      stored = structuredClone(state);
      return true;
    },
  };
  const catalog = {
    table,
    add: async (partitions: readonly Parameters<typeof partitionFolder>[0][]) => {
      batches.push(partitions.map(partitionFolder));
    },
  };
  return { target, states, catalog, batches, stored: () => stored };
}

function accounts(count: number): ReadonlyMap<string, number> {
  return new Map(Array.from({ length: count }, (_, at) => [`us-east-1/${String(at).padStart(12, '0')}`, 1]));
}

const FIRST = 'region=us-east-1/accountId=000000000000/eventDay=20180306';

describe('registering exported days', () => {
  it('registers each day once, in batches, and a day again whose list has changed', async () => {
    const { batches, ...deps } = world();
    await writeDay(deps.target, '2018-03-06', accounts(101));
    await writeDay(deps.target, '2018-03-07', accounts(1));
    expect(await registerDays(deps, NO_DEADLINE)).toEqual({ end: 'done', partitions: 102 });
    expect(batches.splice(0).map((batch) => batch.length)).toEqual([100, 1, 1]);
    expect(await registerDays(deps, NO_DEADLINE)).toEqual({ end: 'done', partitions: 0 });
    await writeDay(deps.target, '2018-03-07', accounts(2));
    expect(await registerDays(deps, NO_DEADLINE)).toEqual({ end: 'done', partitions: 2 });
    expect(batches.flat().every((folder) => folder.endsWith('eventDay=20180307'))).toBe(true);
  });

  it('goes on within a day where time ended, but begins a day again whose list has changed meanwhile', async () => {
    const { batches, ...deps } = world();
    await writeDay(deps.target, '2018-03-06', accounts(250));
    const soon = () => {
      let looks = 0;
      return { remainingMs: () => (looks++ < 1 ? 60_000 : 1_000) };
    };
    expect(await registerDays(deps, soon())).toEqual({ end: 'out of time', partitions: 100 });
    expect(await registerDays(deps, soon())).toEqual({ end: 'out of time', partitions: 100 });
    expect(await registerDays(deps, NO_DEADLINE)).toEqual({ end: 'done', partitions: 50 });
    expect(new Set(batches.flat()).size).toBe(250);
    expect(deps.stored()?.work).toBeUndefined();
    await writeDay(deps.target, '2018-03-06', accounts(251));
    await registerDays(deps, soon());
    await writeDay(deps.target, '2018-03-06', accounts(252));
    expect(await registerDays(deps, NO_DEADLINE)).toEqual({ end: 'done', partitions: 252 });
  });

  it('goes on at the first day that failed', async () => {
    const { batches, ...deps } = world();
    for (const day of ['2018-03-06', '2018-03-07']) await writeDay(deps.target, day, accounts(1));
    const failing = {
      ...deps.catalog,
      add: async (partitions: readonly Parameters<typeof partitionFolder>[0][]) => {
        if (partitions[0]?.day === '2018-03-07') throw new Error('no table');
        await deps.catalog.add(partitions);
      },
    };
    await expect(registerDays({ ...deps, catalog: failing }, NO_DEADLINE)).rejects.toThrow('no table');
    expect(batches.splice(0)).toEqual([[FIRST]]);
    await registerDays(deps, NO_DEADLINE);
    expect(batches).toEqual([[FIRST.replace('06', '07')]]);
  });

  it('registers all for another table, and for one that is made again', async () => {
    const { batches, catalog, ...deps } = world();
    await writeDay(deps.target, '2018-03-06', accounts(1));
    await registerDays({ ...deps, catalog }, NO_DEADLINE);
    await registerDays({ ...deps, catalog: { ...catalog, table: 'other.events' } }, NO_DEADLINE);
    expect(await registerDays(deps, NO_DEADLINE)).toEqual({ end: 'done', partitions: 0 });
    await registerDays({ ...deps, catalog: { ...catalog, table: 'other.events' } }, NO_DEADLINE);
    expect(batches).toEqual([[FIRST], [FIRST], [FIRST]]);
  });

  it('forgets days that the export has no more, and notes nothing where there never was a table', async () => {
    const { catalog, ...deps } = world();
    await registerDays(deps, NO_DEADLINE);
    expect(deps.stored()).toBeUndefined();
    await writeDay(deps.target, '2018-03-06', accounts(1));
    await registerDays({ ...deps, catalog }, NO_DEADLINE);
    deps.target.files.clear();
    await writeDay(deps.target, '2018-03-07', accounts(1));
    await registerDays({ ...deps, catalog }, NO_DEADLINE);
    expect(Object.keys(deps.stored()?.days ?? {})).toEqual(['2018-03-07']);
  });

  it('leaves the work to another run that stored its state meanwhile', async () => {
    const deps = world();
    await writeDay(deps.target, '2018-03-06', accounts(1));
    const states = { ...deps.states, save: async () => false };
    expect(await registerDays({ ...deps, states }, NO_DEADLINE)).toEqual({ end: 'another run', partitions: 1 });
  });
});
