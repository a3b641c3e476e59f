import { isJsonObject, type JsonObject, type JsonValue, member, textAt } from '../record/json';

/** The policy that a table or a queue was deployed with. */
export interface DeployedPolicy {
  readonly arn: string;
  /** `OWN_RESOURCE` stands for the part's own ARN. */
  readonly statements: readonly JsonObject[];
}

/** A subscription that was deployed. */
export interface DeployedSubscription {
  readonly topicArn: string;
  readonly protocol: string;
  /** As `endpointMark` writes it. */
  readonly endpoint: string;
}

/** An event source mapping that was deployed. */
export interface DeployedMapping {
  readonly uuid: string;
  readonly functionName: string;
  readonly batchSize: number;
  /** The patterns of its filter. */
  readonly filters: readonly JsonObject[];
}

/** What was deployed of the parts that somebody can change without an event that names the stack, or without any. */
export interface DeployedParts {
  /** The account of the stack. Topics of others cannot be looked at. */
  readonly account: string;
  readonly policies: readonly DeployedPolicy[];
  readonly subscriptions: readonly DeployedSubscription[];
  readonly mappings: readonly DeployedMapping[];
}

/** How the schedule of the check tells it: each statement once, with the parts that have it by their place. */
export interface DeployedPartsText extends Pick<DeployedParts, 'account' | 'subscriptions' | 'mappings'> {
  readonly policied: readonly string[];
  readonly statements: readonly { readonly of: readonly number[]; readonly statement: JsonObject }[];
}

/** What stands in a statement for the ARN of the part that has the policy. */
export const OWN_RESOURCE = 'own';

/** The member of the event that has it. */
export const DEPLOYED_PARTS = 'deployed';

/** What was deployed, by the event of the schedule. Undefined if the event does not tell. */
export function deployedPartsIn(event: unknown): DeployedParts | undefined {
  const told = member(event, DEPLOYED_PARTS);
  const account = textAt(told, 'account');
  const statements = listIn(told, 'statements');
  const policies = listIn(told, 'policied')?.map((arn, place) => policyOf(arn, place, statements ?? []));
  const subscriptions = listIn(told, 'subscriptions')?.map(subscriptionOf);
  const mappings = listIn(told, 'mappings')?.map(mappingOf);
  if (!account || !statements || !isWhole(policies) || !isWhole(subscriptions) || !isWhole(mappings)) return undefined;
  return { account, policies, subscriptions, mappings };
}

function policyOf(arn: JsonValue, place: number, statements: readonly JsonValue[]): DeployedPolicy | undefined {
  if (typeof arn !== 'string') return undefined;
  const own = statements.filter((each) => listIn(each, 'of')?.includes(place));
  const found = own.map((each) => member(each, 'statement'));
  return found.every(isJsonObject) ? { arn, statements: found } : undefined;
}

function subscriptionOf(told: JsonValue): DeployedSubscription | undefined {
  const [topicArn, protocol, endpoint] = ['topicArn', 'protocol', 'endpoint'].map((key) => textAt(told, key));
  return topicArn && protocol && endpoint ? { topicArn, protocol, endpoint } : undefined;
}

function mappingOf(told: JsonValue): DeployedMapping | undefined {
  const [uuid, functionName] = ['uuid', 'functionName'].map((key) => textAt(told, key));
  const batchSize = member(told, 'batchSize');
  const filters = listIn(told, 'filters');
  if (!uuid || !functionName || typeof batchSize !== 'number' || !filters?.every(isJsonObject)) return undefined;
  return { uuid, functionName, batchSize, filters };
}

function listIn(value: unknown, key: string): readonly JsonValue[] | undefined {
  const found = member(value, key);
  return Array.isArray(found) ? found : undefined;
}

function isWhole<Part>(parts: readonly (Part | undefined)[] | undefined): parts is readonly Part[] {
  return parts !== undefined && !parts.includes(undefined);
}
