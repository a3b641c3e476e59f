import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../../app/ports/deadline';
import type { RegisteredDayStates, RegisteredDays } from '../../../app/ports/export/registered-days';
import { EXPORT_GROUP } from '../../../contract/tables';
import { DynamoDbStateRow, type StoredState } from '../dynamodb-state-row';

/** Beside the state of the export, in the same partition. */
const ENTRY = 'table';

/** What is stored of registered days is not what this program writes. */
export class RegisteredDaysError extends Error {
  constructor(table: string) {
    super(
      `the row '${EXPORT_GROUP}', '${ENTRY}' of ${table} is not what this program writes: expected registered days as JSON; delete the row, and all days are registered again`,
    );
    this.name = 'RegisteredDaysError';
  }
}

/** Which days of the scheduled export are registered, in one row of the state table. */
export class DynamoDbRegisteredDays implements RegisteredDayStates {
  private readonly row: DynamoDbStateRow;

  constructor(
    client: DynamoDBClient,
    private readonly table: string,
  ) {
    this.row = new DynamoDbStateRow(client, table, {
      group: EXPORT_GROUP,
      entry: ENTRY,
      attribute: 'registeredDays',
      work: 'the registered days of the export',
    });
  }

  async load(deadline: Deadline): Promise<RegisteredDays | undefined> {
    const stored = await this.row.load(deadline);
    return stored && registeredDaysIn(stored, this.table);
  }

  save(state: RegisteredDays, deadline: Deadline): Promise<boolean> {
    return this.row.save(state, deadline);
  }
}

function registeredDaysIn({ value, revision }: StoredState, table: string): RegisteredDays {
  const state = value as Partial<RegisteredDays> | null | undefined;
  const isState =
    typeof state?.table === 'string' &&
    typeof state.days === 'object' &&
    state.days !== null &&
    Object.values(state.days).every((version) => typeof version === 'string') &&
    (state.work === undefined || isWork(state.work)) &&
    state.revision === revision;
  if (!isState) throw new RegisteredDaysError(table);
  return state as RegisteredDays;
}

function isWork(work: Partial<NonNullable<RegisteredDays['work']>> | null): boolean {
  const { day, version, done = -1 } = work ?? {};
  return typeof day === 'string' && typeof version === 'string' && Number.isSafeInteger(done) && done >= 0;
}
