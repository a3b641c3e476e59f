import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../app/ports/deadline';
import type {
  PassFindings,
  ReconciliationState,
  ReconciliationStates,
} from '../../app/ports/progress/reconciliation-states';
import type { ReconciledWindow } from '../../contract/reconciled-windows';
import { RECONCILIATION_GROUP } from '../../contract/tables';
import { DynamoDbStateRow, type StoredState } from './dynamodb-state-row';

/**
 * How far the comparison of the bucket with the receipts has come: a row of the state table for each window. Two runs
 * cannot both replace the same state.
 */
export class DynamoDbReconciliationStates implements ReconciliationStates {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
  ) {}

  async load(window: ReconciledWindow, deadline: Deadline): Promise<ReconciliationState | undefined> {
    const stored = await this.row(window).load(deadline);
    if (stored === undefined) return undefined;
    const { value, revision } = stored;
    if (revision === undefined) return this.begunAnew(window, stored, deadline);
    const state = stateIn(value);
    return state !== undefined && state.window === window && state.revision === revision ? state : { window, revision };
  }

  save(state: ReconciliationState, deadline: Deadline): Promise<boolean> {
    return this.row(state.window).save(state, deadline);
  }

  /** A row without a revision would refuse each state that follows it. */
  private async begunAnew(
    window: ReconciledWindow,
    damaged: StoredState,
    deadline: Deadline,
  ): Promise<ReconciliationState> {
    const state = { window, revision: 1 };
    await this.row(window).replace(damaged, state, deadline);
    return state;
  }

  private row(window: ReconciledWindow): DynamoDbStateRow {
    return new DynamoDbStateRow(this.client, this.table, {
      group: RECONCILIATION_GROUP,
      entry: window,
      attribute: 'reconciliationState',
      work: 'how far the comparison has come',
    });
  }
}

/** A value as a state, if it has what a state has. Anything else is not trusted: the comparison begins anew. */
function stateIn(value: unknown): ReconciliationState | undefined {
  const { pass, last, ...state }: ReconciliationState = Object(value);
  const isState = typeof state.window === 'string' && typeof state.revision === 'number';
  const arePasses = [pass, last].every((each) => each === undefined || hasFindings(each));
  const isUnfinished = !pass || (typeof pass.begun === 'string' && Array.isArray(pass.open));
  return isState && arePasses && isUnfinished ? { ...state, ...(pass && { pass }), ...(last && { last }) } : undefined;
}

function hasFindings(value: unknown): value is PassFindings {
  const { since, until, counts, unlisted } = Object(value);
  const isWindow = [since, until].every((time) => !Number.isNaN(Date.parse(time)));
  const areCounts = typeof counts === 'object' && counts !== null && Object.values(counts).every(Number.isInteger);
  return isWindow && areCounts && Number.isInteger(unlisted);
}
