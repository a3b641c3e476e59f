import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../../app/ports/deadline';
import type { ExportState, ExportStates } from '../../../app/ports/export/export-states';
import { EXPORT_GROUP } from '../../../contract/tables';
import { DynamoDbStateRow, type StoredState } from '../dynamodb-state-row';

/** The stored state is not what this program writes. */
export class ExportStateError extends Error {
  constructor(table: string) {
    super(
      `the row '${EXPORT_GROUP}' of ${table} is not what this program writes: expected a state as JSON; delete the row, and the export begins again with yesterday`,
    );
    this.name = 'ExportStateError';
  }
}

/** The state of the scheduled export, in one row of the state table. Two runs cannot both replace the same state. */
export class DynamoDbExportStates implements ExportStates {
  private readonly row: DynamoDbStateRow;

  constructor(
    client: DynamoDBClient,
    private readonly table: string,
  ) {
    this.row = new DynamoDbStateRow(client, table, {
      group: EXPORT_GROUP,
      entry: 'days',
      attribute: 'exportState',
      work: 'the state of the export',
    });
  }

  async load(deadline: Deadline): Promise<ExportState | undefined> {
    const stored = await this.row.load(deadline);
    return stored && stateOf(stored, this.table);
  }

  save(state: ExportState, deadline: Deadline): Promise<boolean> {
    return this.row.save(state, deadline);
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A state of another revision than its row would be stored never again. */
function stateOf({ value, revision }: StoredState, table: string): ExportState {
  const state = value as Partial<ExportState> | undefined;
  const isState =
    typeof state?.first === 'string' &&
    DAY.test(state.first) &&
    typeof state.exported === 'object' &&
    state.exported !== null &&
    (state.work === undefined || isWork(state.work)) &&
    state.revision === revision;
  if (!isState) throw new ExportStateError(table);
  return state as ExportState;
}

function isWork(value: unknown): boolean {
  const { day, runs, lists, offsets } = Object(value);
  const areListed = Array.isArray(runs) && Array.isArray(lists);
  const fit = offsets === undefined || (Array.isArray(offsets) && areListed && offsets.length === runs.length);
  return areListed && fit && DAY.test(day);
}
