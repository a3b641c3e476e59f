import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../app/ports/deadline';
import {
  DamagedVerificationStateError,
  type VerificationState,
  type VerificationStates,
  verificationStateIn,
} from '../../app/verify/verification-state';
import { VERIFICATION_GROUP } from '../../contract/tables';
import { DynamoDbStateRow, type StoredState } from './dynamodb-state-row';

/** The state of the scheduled verification, in one row of the state table. Two runs cannot both replace the same state. */
export class DynamoDbVerificationStates implements VerificationStates {
  private readonly row: DynamoDbStateRow;

  constructor(
    client: DynamoDBClient,
    private readonly table: string,
    private readonly now: () => Date = () => new Date(),
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
    if (stored === undefined) return undefined;
    const state = this.stateOf(stored);
    if (state === undefined)
      throw new DamagedVerificationStateError(`the row '${VERIFICATION_GROUP}' of ${this.table}`);
    return state;
  }

  save(state: VerificationState, deadline: Deadline): Promise<boolean> {
    return this.row.save(state, deadline);
  }

  async replaceDamaged(state: VerificationState, deadline: Deadline): Promise<boolean> {
    const stored = await this.row.load(deadline);
    if (stored === undefined || this.stateOf(stored) !== undefined) return false;
    return this.row.replace(stored, state, deadline);
  }

  /** Undefined if the row has no state, or one of another revision, which nothing could be stored after. */
  private stateOf({ value, revision }: StoredState): VerificationState | undefined {
    const state = verificationStateIn(value, this.now());
    return state?.revision === revision ? state : undefined;
  }
}
