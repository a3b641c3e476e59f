import { isJsonObject, type JsonObject, type JsonValue, member } from '../record/json';
import { type DeployedPolicy, OWN_RESOURCE } from './deployed-parts';

/**
 * Whether a policy says what was deployed, however a service writes it: one value or a list of one, in any order, and
 * principals in their short form (IAM user guide: policy elements). Undefined is no policy.
 */
export function isSamePolicy({ arn, statements }: DeployedPolicy, standing: string | undefined): boolean {
  const found = statementsIn(standing);
  if (found === undefined) return statements.length === 0;
  return sameJson(
    statements.map(plainStatement),
    found.map((each) => plainStatement(withoutOwnArn(each, arn))),
  );
}

/** Whether two values are the same JSON, but for the order of lists and members, and for lists of one. */
export function sameJson(one: JsonValue, other: JsonValue): boolean {
  return canonical(one) === canonical(other);
}

function statementsIn(policy: string | undefined): readonly JsonValue[] | undefined {
  if (policy === undefined || policy === '') return undefined;
  const statements = member(parsed(policy), 'Statement');
  // What is no policy is not what was deployed.
  if (statements === undefined) return ['unreadable'];
  return [statements].flat() as readonly JsonValue[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withoutOwnArn(statement: JsonValue, arn: string): JsonValue {
  if (!isJsonObject(statement)) return statement;
  const resource = statement['Resource'];
  const isOwn = Array.isArray(resource) ? resource.length === 1 && resource[0] === arn : resource === arn;
  return isOwn ? { ...statement, Resource: OWN_RESOURCE } : statement;
}

/** How a statement is compared: its principals and actions written one way. */
function plainStatement(statement: JsonValue): JsonValue {
  if (!isJsonObject(statement)) return statement;
  return Object.fromEntries(Object.entries(statement).map(([element, value]) => [element, plain(element, value)]));
}

function plain(element: string, value: JsonValue): JsonValue {
  if (element === 'Action' || element === 'NotAction') return eachText(value, (action) => action.toLowerCase());
  if (element !== 'Principal' && element !== 'NotPrincipal') return value;
  const principals: JsonObject = isJsonObject(value) ? value : { AWS: value };
  return Object.fromEntries(Object.entries(principals).map(([kind, each]) => [kind, eachText(each, shortAccount)]));
}

function eachText(value: JsonValue, change: (text: string) => string): JsonValue {
  if (Array.isArray(value)) return value.map((each: JsonValue) => eachText(each, change));
  return typeof value === 'string' ? change(value) : value;
}

/** An account is named by its ID or by the ARN of its root. */
function shortAccount(principal: string): string {
  return /^arn:[\w-]+:iam::(\d{12}):root$/.exec(principal)?.[1] ?? principal;
}

function canonical(value: JsonValue): string {
  if (Array.isArray(value)) {
    const [first = '[]', ...others] = [...new Set(value.map(canonical))].sort();
    return others.length === 0 ? first : `[${[first, ...others].join()}]`;
  }
  if (!isJsonObject(value)) return JSON.stringify(String(value));
  const members = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`);
  return `{${members.sort().join()}}`;
}
