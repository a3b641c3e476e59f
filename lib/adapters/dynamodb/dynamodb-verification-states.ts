import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../app/ports/deadline';
import type { VerificationState, VerificationStates } from '../../app/verify/verification-state';
import { VERIFICATION_GROUP } from '../../contract/tables';
import { DynamoDbStateRow, type StoredState } from './dynamodb-state-row';

/** The stored state is not what this program writes. */
export class VerificationStateError extends Error {
  constructor(table: string) {
    super(
      `the row '${VERIFICATION_GROUP}' of ${table} is not what this program writes: expected a state as JSON; delete the row, and verification begins again tomorrow`,
    );
    this.name = 'VerificationStateError';
  }
}

/** The state of the scheduled verification, in one row of the state table. Two runs cannot both replace the same state. */
export class DynamoDbVerificationStates implements VerificationStates {
  private readonly row: DynamoDbStateRow;

  constructor(
    client: DynamoDBClient,
    private readonly table: string,
  ) {
    this.row = new DynamoDbStateRow(client, table, {
      group: VERIFICATION_GROUP,
      entry: 'days',
      attribute: 'verificationState',
      work: 'the state of verification',
    });
  }

  async load(deadline: Deadline): Promise<VerificationState | undefined> {
    const stored = await this.row.load(deadline);
    return stored && stateOf(stored, this.table);
  }

  save(state: VerificationState, deadline: Deadline): Promise<boolean> {
    return this.row.save(state, deadline);
  }
}

/** A state of another revision than its row would be stored never again. */
function stateOf({ value, revision }: StoredState, table: string): VerificationState {
  const state = value as Partial<VerificationState> | undefined;
  const isState =
    typeof state?.day === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(state.day) &&
    Array.isArray(state.configurations) &&
    state.revision === revision;
  if (!isState) throw new VerificationStateError(table);
  return state as VerificationState;
}
