import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../../app/ports/deadline';
import {
  DamagedRebuildStateError,
  type RebuildState,
  type RebuildStates,
  rebuildStateIn,
} from '../../../app/rebuild/rebuild-state';
import { REBUILD_GROUP } from '../../../contract/tables';
import { DynamoDbStateRow, type StoredState } from '../dynamodb-state-row';

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
    const stored = await this.row.load(deadline);
    if (stored === undefined) return undefined;
    const state = stateOf(stored);
    if (state === undefined) throw new DamagedRebuildStateError(`the row '${REBUILD_GROUP}' of ${this.table}`);
    return state;
  }

  save(state: RebuildState, deadline: Deadline): Promise<boolean> {
    return this.row.save(state, deadline);
  }

  async replaceDamaged(state: RebuildState, deadline: Deadline): Promise<boolean> {
    const stored = await this.row.load(deadline);
    if (stored === undefined || stateOf(stored) !== undefined) return false;
    return this.row.replace(stored, state, deadline);
  }
}

/** Undefined if the row has no state, or one of another revision, which nothing could be stored after. */
function stateOf({ value, revision }: StoredState): RebuildState | undefined {
  const state = rebuildStateIn(value);
  return state?.revision === revision ? state : undefined;
}
