import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../../app/ports/deadline';
import type { RebuildState, RebuildStates } from '../../../app/rebuild/rebuild-state';
import { REBUILD_GROUP } from '../../../contract/tables';
import { DynamoDbStateRow } from '../dynamodb-state-row';

/** The stored state is not what this program writes. */
export class RebuildStateError extends Error {
  constructor(readonly table: string) {
    super(
      `the row '${REBUILD_GROUP}' of ${table} is not what this program writes: expected a state as JSON; delete the row, and ask for a rebuild again`,
    );
    this.name = 'RebuildStateError';
  }
}

/** How far the last rebuild of Terms has come, in one row of the state table. Two runs cannot both replace the same state. */
export class DynamoDbRebuildStates implements RebuildStates {
  private readonly row: DynamoDbStateRow;

  constructor(
    client: DynamoDBClient,
    private readonly table: string,
  ) {
    this.row = new DynamoDbStateRow(client, table, {
      group: REBUILD_GROUP,
      entry: 'terms',
      attribute: 'rebuildState',
      work: 'the state of the rebuild',
    });
  }

  async load(deadline: Deadline): Promise<RebuildState | undefined> {
    const text = await this.row.load(deadline);
    if (text === undefined) return undefined;
    const state = parsed(text);
    if (!isState(state)) throw new RebuildStateError(this.table);
    return state;
  }

  save(state: RebuildState, deadline: Deadline): Promise<boolean> {
    return this.row.save(state, deadline);
  }
}

function isState(value: unknown): value is RebuildState {
  const { startedAt, progressAt, partitions, counts, failures, revision, position } = Object(value);
  return (
    [startedAt, progressAt].every((each) => typeof each === 'string') &&
    isPosition(position) &&
    [partitions, counts].every((each) => typeof each === 'object' && each !== null) &&
    Array.isArray(failures) &&
    typeof revision === 'number'
  );
}

/** A position that names no partition would count as the end of them all. */
function isPosition(value: unknown): boolean {
  if (value === undefined) return true;
  const { partition, from } = Object(value);
  return typeof partition === 'string' && (from === undefined || typeof from === 'string');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
