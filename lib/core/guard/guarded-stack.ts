import { isJsonObject, type JsonValue } from '../record/json';
import { type NamedThing, namedThing } from './named-thing';

/** The stack whose resources are guarded. */
export interface GuardedStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** What the logical IDs of its resources begin with: the path of the construct in the stack, `Audit`. */
  readonly prefix: string;
  /** Names of alarms that the stack makes. */
  readonly alarms: readonly string[];
  /** What belongs to it under a name of its own: trail, log bucket, keys, topics of others. */
  readonly known: readonly NamedThing[];
  /** The name of the log bucket. */
  readonly logBucket: string;
}

/** A stack as the deployment tells it, in an environment variable and in an output. */
export interface GuardedStackText {
  /** The ID of the stack, an ARN. */
  readonly id: string;
  readonly prefix: string;
  /** ARNs, without the log bucket's and that of a trail with its usual name, because the environment is small. */
  readonly known: readonly string[];
  readonly logBucket: string;
}

/** What a deployment says about its stack is not what it should be. */
export class GuardedStackError extends Error {
  constructor(readonly text: string) {
    super(`the guarded stack is '${text}': expected the JSON that the stack writes; deploy the stack again`);
    this.name = 'GuardedStackError';
  }
}

/**
 * The stack that a deployment tells of; undefined for `''`, which guards nothing. Throws `GuardedStackError` for text
 * that no deployment writes.
 *
 * @param alarms names of alarms without that of the stack
 */
export function guardedStack(text: string, alarms: readonly string[]): GuardedStack | undefined {
  if (text === '') return undefined;
  const { id, prefix, known, logBucket } = parsed(text);
  const [, , , region = '', account = '', resource = ''] = id.split(':');
  const name = resource.split('/')[1];
  if (!name || prefix === '' || logBucket === '') throw new GuardedStackError(text);
  const things = known.flatMap((arn) => namedThing(arn, 'stack') ?? []);
  const usual: readonly NamedThing[] = [
    { kind: 'bucket', name: logBucket },
    { kind: 'trail', name: `${name}-${region}`, account, region },
  ];
  return { name, account, region, prefix, alarms, known: [...things, ...usual], logBucket };
}

function parsed(text: string): GuardedStackText {
  const value = jsonOf(text);
  if (!isJsonObject(value)) throw new GuardedStackError(text);
  const { id, prefix, known, logBucket } = value;
  const isRight = [id, prefix, logBucket].every((each) => typeof each === 'string') && isListOfTexts(known);
  if (!isRight) throw new GuardedStackError(text);
  return { id: String(id), prefix: String(prefix), logBucket: String(logBucket), known: known.map(String) };
}

function isListOfTexts(value: JsonValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
