import { isDeepStrictEqual } from 'node:util';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { RefusedItemError } from '../../../lib/app/ports/event-store';
import { Pace } from '../../../lib/app/rebuild/pace';
import type { RebuildState, RebuildStates } from '../../../lib/app/rebuild/rebuild-state';
import { type RebuildDependencies, rebuildTerms } from '../../../lib/app/rebuild/rebuild-terms';
import { requestRebuild } from '../../../lib/app/rebuild/request-rebuild';
import type { TermWriter } from '../../../lib/app/rebuild/term-writer';
import type { TermRow } from '../../../lib/core/rows/term-row';
import { MemoryTables } from '../memory-tables';
import { Version1Store } from '../version-1-store';
import { INDEXING, NOW, storeEveryKind, TRUNCATED } from './every-kind-of-row';

const isCatalogue = ({ term }: Pick<TermRow, 'term'>) => term === 'catalogue=Events';

/** The state of one rebuild, in memory. */
class MemoryStates implements RebuildStates {
  state: RebuildState | undefined;

  async load() {
    return this.state;
  }

  async save(state: RebuildState) {
    if (state.revision !== (this.state?.revision ?? 0) + 1) return false;
    this.state = state;
    return true;
  }

  async replaceDamaged() {
    return false;
  }
}

describe('rebuilding Terms', () => {
  it('makes the rows of a call that names more than an event has terms, and the term that tells it', async () => {
    const tables = new MemoryTables();
    await storeEveryKind(tables, [TRUNCATED]);
    const before = new Map(tables.termRows);
    drop(tables);
    const { state } = await rebuilt(tables);
    // Of so many rows, jest would compare for seconds.
    expect(isDeepStrictEqual(new Map(tables.termRows), before)).toBe(true);
    expect([...before.values()].map(({ term }) => term)).toContain('truncated=terms');
    expect(state?.counts).toMatchObject({ rows: 1, written: 10_001, failed: 0 });
  });

  it('makes the rows of a store that version 1 wrote as that version did', async () => {
    const { tables } = new Version1Store();
    const before = new Map(tables.termRows);
    drop(tables);
    const { state } = await rebuilt(tables, { extraTerms: [] });
    expect(new Map(tables.termRows)).toEqual(before);
    expect(state?.counts.failed).toBe(0);
  });

  it('puts no terms of rows that have expired', async () => {
    const tables = new MemoryTables();
    await storeEveryKind(tables);
    const [[key, row] = ['', {}]] = [...tables.events].filter(([each]) => each.startsWith('GetParameters'));
    tables.events.set(key, { ...row, expiresAt: NOW.getTime() / 1000 });
    drop(tables);
    await rebuilt(tables);
    const [name, eventTimeId] = key.split('\n');
    const ofRow = [...tables.termRows.values()].filter(
      ({ eventTimeIdName }) => eventTimeIdName === `${eventTimeId}#${name}`,
    );
    expect(ofRow).toEqual([]);
  });

  it('tells a row of which a term is refused, and goes on', async () => {
    const tables = new MemoryTables();
    await storeEveryKind(tables);
    drop(tables);
    const refusing = writerInto(tables, ({ term }) => {
      if (term === 'resource=/db/00007') throw new RefusedItemError('too long');
    });
    const { state } = await rebuilt(tables, {}, { writer: refusing });
    expect(state).toMatchObject({
      counts: { failed: 1 },
      failures: [{ reason: 'a term is refused: too long', ref: expect.stringContaining('GetParameters') }],
    });
    expect([...tables.termRows.values()].map(({ term }) => term)).toContain('resource=/db/00008');
  });

  it('ends at once where the catalogue names nothing, and says so by its counts', async () => {
    const { end, state } = await rebuilt(new MemoryTables());
    expect({ end, partitions: state?.partitions }).toEqual({ end: 'done', partitions: { done: 0, all: 0 } });
  });
});

async function rebuilt(tables: MemoryTables, indexing = {}, other: Partial<RebuildDependencies> = {}) {
  const deps: RebuildDependencies = {
    states: new MemoryStates(),
    reading: () => tables,
    terms: tables,
    writer: writerInto(tables),
    indexing: { ...INDEXING, ...indexing },
    pace: new Pace(Number.POSITIVE_INFINITY),
    now: () => NOW,
    ...other,
  };
  await requestRebuild(deps, NO_DEADLINE);
  return rebuildTerms(deps, NO_DEADLINE, { onFailure: () => undefined });
}

function writerInto(tables: MemoryTables, onPut: (row: TermRow) => void = () => undefined): TermWriter {
  return {
    putOverOlder: async (row) => {
      onPut(row);
      await tables.putTerms([row]);
      return true;
    },
  };
}

function drop(tables: MemoryTables): void {
  for (const [key, row] of tables.termRows) if (!isCatalogue(row as TermRow)) tables.termRows.delete(key);
}
