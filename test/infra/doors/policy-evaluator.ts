import { asText, type Statement } from '../synthesized-stack';

/** A request, as a policy sees it. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  /** `*` for a person or a role; the name of a service for a service itself. */
  readonly service?: string;
  /** The condition keys that the request has. A key that it lacks is absent. */
  readonly context: Readonly<Record<string, string>>;
}

/** What a resource policy says about a request: an explicit Deny wins, and without any Allow the identity's own policy decides. */
export type Verdict = 'refused' | 'allowed' | 'left to the identity';

/**
 * Evaluates the statements of a resource policy (IAM user guide: policy evaluation logic), as far as those of this project
 * go: actions and resources with wildcards, and the operators below. Throws for an operator that it does not know.
 */
export function evaluated(statements: readonly Statement[], request: Request): Verdict {
  const applying = statements.filter((statement) => applies(statement, request));
  if (applying.some(({ Effect }) => Effect === 'Deny')) return 'refused';
  return applying.some(({ Effect }) => Effect === 'Allow') ? 'allowed' : 'left to the identity';
}

/** A value of a template as AWS would see it: references to other resources become ARNs. */
export function resolved(value: unknown): string {
  return asText(value)
    .replaceAll('<AWS::Partition>', 'aws')
    .replaceAll('<AWS::Region>', 'eu-central-1')
    .replaceAll('<AWS::AccountId>', '111122223333')
    .replaceAll(/<(\w+)(?:\.\w+)?>/g, 'arn:aws:made:eu-central-1:111122223333:$1');
}

function applies({ Principal, Action, Resource, Condition }: Statement, request: Request): boolean {
  return (
    isMeant(Principal, request.service) &&
    listed(Action).some((action) => isLike(action, request.action)) &&
    listed(Resource).some((resource) => isLike(resource, request.resource)) &&
    Object.entries(Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, request.context[key], listed(values))),
    )
  );
}

function listed(value: unknown): readonly string[] {
  return [value].flat().map(resolved);
}

function isMeant(principal: unknown, service: string | undefined): boolean {
  const { AWS: people, Service: services } = principal === '*' ? { AWS: '*', Service: undefined } : Object(principal);
  return people === '*' || (service !== undefined && listed(services).includes(service));
}

type Comparison = (value: string, expected: string) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  Bool: (value, expected) => value === expected,
  StringEquals: (value, expected) => value === expected,
  StringLike: (value, expected) => isLike(expected, value),
  ArnEquals: isArnLike,
  ArnLike: isArnLike,
};

/** A negated operator holds where no value matches, and where the request lacks the key. */
function holds(operator: string, value: string | undefined, expected: readonly string[]): boolean {
  const plain = operator.replace('Not', '');
  const compare = COMPARISONS[plain];
  if (compare === undefined) throw new Error(`the operator ${operator} is unknown to this evaluator`);
  const matches = value !== undefined && expected.some((each) => compare(value, each));
  return plain === operator ? matches : !matches;
}

/** Each of the six parts is compared by itself: a wildcard never spans a colon. */
function isArnLike(value: string, pattern: string): boolean {
  const [given, wanted] = [value, pattern].map((arn) => arn.split(':'));
  const partsOf = (parts: readonly string[] = []) => [...parts.slice(0, 5), parts.slice(5).join(':')];
  const [givenParts, wantedParts] = [partsOf(given), partsOf(wanted)];
  return wantedParts.every((part, index) => isLike(part, givenParts[index] ?? ''));
}

function isLike(pattern: string, value: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`).test(value);
}
