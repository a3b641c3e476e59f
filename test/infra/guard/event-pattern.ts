/**
 * Whether an event pattern takes an event, by the operators that patterns of this project use (EventBridge user guide:
 * "Comparison operators for use in event patterns").
 */
export function takes(pattern: unknown, event: unknown): boolean {
  return Object.entries(Object(pattern)).every(([key, wanted]) => {
    if (key === '$or') return (wanted as readonly unknown[]).some((each) => takes(each, event));
    const value = Object(event ?? {})[key];
    return Array.isArray(wanted) ? takesOne(wanted, value) : takes(wanted, value);
  });
}

function takesOne(operators: readonly unknown[], value: unknown): boolean {
  const values = Array.isArray(value) ? value : [value];
  return operators.some((operator) => values.some((each) => holds(operator, each)));
}

function holds(operator: unknown, value: unknown): boolean {
  if (typeof operator !== 'object' || operator === null) return operator === value;
  const [[name, argument] = []] = Object.entries(operator);
  if (name === 'exists') return (value !== undefined) === argument;
  if (typeof value !== 'string') return false;
  if (name === 'prefix') return beginsWith(value, argument);
  if (name === 'suffix') return value.endsWith(String(argument));
  if (name === 'anything-but') return !(argument as readonly string[]).includes(value);
  if (name === 'wildcard') return isLike(value, String(argument).split('*'));
  throw new Error(`the pattern has an operator that is not known here: ${name}`);
}

function beginsWith(value: string, prefix: unknown): boolean {
  if (typeof prefix === 'string') return value.startsWith(prefix);
  return value.toLowerCase().startsWith(String(Object(prefix)['equals-ignore-case']).toLowerCase());
}

function isLike(value: string, [first = '', ...rest]: readonly string[]): boolean {
  const last = rest.at(-1) ?? '';
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = value.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return value.startsWith(first) && value.endsWith(last) && at <= value.length - last.length;
}

/** What a deployment makes of references: those of the stack `ssm-audit`. */
export interface Deployed {
  readonly refs: Readonly<Record<string, string>>;
  /** Of every other reference. */
  readonly other: string;
}

/** A resolved value as a deployment makes it. */
export function deployed(value: unknown, as: Deployed): unknown {
  if (Array.isArray(value)) return value.map((each) => deployed(each, as));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = Object(value);
  if (ref !== undefined) return as.refs[ref] ?? as.other;
  if (attribute !== undefined) return as.other;
  if (join !== undefined) return join[1].map((each: unknown) => deployed(each, as)).join(join[0]);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, deployed(each, as)]));
}
