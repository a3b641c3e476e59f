import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDbReconciliationStates } from '../../adapters/dynamodb/dynamodb-reconciliation-states';
import { dynamoDbStore } from '../../adapters/dynamodb/dynamodb-store';
import { dynamoDbClient } from '../../adapters/dynamodb/dynamodb-tables';
import { DynamoDbVerificationStates } from '../../adapters/dynamodb/dynamodb-verification-states';
import { withoutLogging } from '../../adapters/sdk/without-logging';
import { NO_DEADLINE } from '../../app/ports/deadline';
import type { ReconciliationState, ReconciliationStates } from '../../app/ports/progress/reconciliation-states';
import type { ReadableStore } from '../../app/ports/readable-store';
import { RECONCILED_WINDOWS } from '../../contract/reconciled-windows';
import { STACK_OUTPUTS, type StackOutputs } from '../../contract/stack-outputs';
import { credentialsProblem } from './credentials-problem';

/** Which stack, and with whose credentials. */
export interface StackPlace {
  readonly stack: string;
  readonly region?: string;
  readonly profile?: string;
}

/** A stack that cannot be read: no such stack, no credentials, no permission, or none of ours. */
export class StackNotReadableError extends Error {
  constructor(
    readonly stackName: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `cannot read the stack '${stackName}': ${reason}; expected the name of a deployed ssm-audit stack and credentials that may describe it, in its region (--stack-region, then AWS_REGION, then the region of the profile: --profile, AWS_PROFILE)`,
      options,
    );
    this.name = 'StackNotReadableError';
  }
}

/** A stack whose reader has no credentials, or no region: nothing is wrong with the stack. */
export class CredentialsError extends Error {
  constructor(
    readonly stackName: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`cannot read the stack '${stackName}': ${problem}`, options);
    this.name = 'CredentialsError';
  }
}

/** What an error of AWS means for whoever asks a stack: `CredentialsError` if that is what is wrong, else the error itself. */
export function explained(error: unknown, { stack, profile }: StackPlace): unknown {
  if (error instanceof StackNotReadableError || error instanceof CredentialsError) return error;
  const problem = credentialsProblem(error, profile);
  return problem === undefined ? error : new CredentialsError(stack, problem, { cause: error });
}

/** The tables of a deployed stack, found by its CloudFormation outputs. */
export async function openDeployedStack(
  place: StackPlace,
): Promise<{ ports: ReadableStore; outputs: StackOutputs; close(): Promise<void> }> {
  const settings = { ...(place.region && { region: place.region }), ...(place.profile && { profile: place.profile }) };
  const outputs = await stackOutputs(place, settings);
  const names = {
    events: outputs.EventsTableName,
    terms: outputs.TermsTableName,
    deliveries: outputs.DeliveriesTableName,
  };
  const client = dynamoDbClient(settings);
  const states = new DynamoDbReconciliationStates(client, outputs.AlertStateTableName);
  const verification = new DynamoDbVerificationStates(client, outputs.AlertStateTableName);
  const ports = {
    ...dynamoDbStore({ client, names }),
    comparisons: () => storedComparisons(states),
    verifiedBefore: async () => (await verification.load(NO_DEADLINE))?.day,
  };
  return { ports, outputs, close: async () => client.destroy() };
}

async function storedComparisons(states: ReconciliationStates): Promise<readonly ReconciliationState[]> {
  const loaded = await Promise.all(RECONCILED_WINDOWS.map((window) => states.load(window, NO_DEADLINE)));
  return loaded.filter((state) => state !== undefined);
}

/** The outputs of a deployed stack, or `StackNotReadableError`. */
export async function stackOutputs(place: StackPlace, settings: object): Promise<StackOutputs> {
  const { stack } = place;
  const client = withoutLogging(new CloudFormationClient(settings));
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const values = new Map(Stacks?.[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
    const missing = STACK_OUTPUTS.filter((key) => !values.has(key));
    if (missing.length > 0) throw new StackNotReadableError(stack, `it has no output ${missing.join(', ')}`);
    return Object.fromEntries(STACK_OUTPUTS.map((key) => [key, values.get(key) ?? ''])) as unknown as StackOutputs;
  } catch (cause) {
    const meant = explained(cause, place);
    if (meant !== cause || meant instanceof StackNotReadableError) throw meant;
    throw new StackNotReadableError(stack, cause instanceof Error ? cause.message : String(cause), { cause });
  } finally {
    client.destroy();
  }
}
