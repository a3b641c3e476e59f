import { isArn } from '../resources/arn';
import type { GuardedKind } from './guarded-call';

/** A thing by its name, with the account and region where the text tells them. */
export interface NamedThing {
  readonly kind: GuardedKind;
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
}

/** How ARNs of a kind are written (Service Authorization Reference, resource types of each service). */
interface ArnForm {
  readonly service: string;
  /** What precedes the name. */
  readonly type: string;
  readonly kind: GuardedKind;
  /** Whether the name is the last part of a path, not the first. */
  readonly isPath?: true;
}

const ARN_FORMS: readonly ArnForm[] = [
  { service: 'cloudtrail', type: 'trail/', kind: 'trail' },
  { service: 's3', type: '', kind: 'bucket' },
  { service: 'sns', type: '', kind: 'topic' },
  { service: 'sqs', type: '', kind: 'queue' },
  { service: 'lambda', type: 'function:', kind: 'function' },
  { service: 'dynamodb', type: 'table/', kind: 'table' },
  { service: 'kms', type: 'key/', kind: 'key' },
  { service: 'cloudwatch', type: 'alarm:', kind: 'alarm' },
  { service: 'cloudwatch', type: 'dashboard/', kind: 'dashboard' },
  { service: 'events', type: 'rule/', kind: 'rule', isPath: true },
  { service: 'scheduler', type: 'schedule/', kind: 'rule', isPath: true },
  { service: 'logs', type: 'log-group:', kind: 'logGroup' },
  { service: 'iam', type: 'role/', kind: 'role', isPath: true },
  { service: 'iam', type: 'policy/', kind: 'policy', isPath: true },
  { service: 'cloudformation', type: 'stack/', kind: 'stack' },
];

/** Longer text names nothing: the longest ARN that a service takes, of a log group or a key, has as many characters. */
const MAX_LENGTH = 2_048;

/**
 * A function's name with any part of its ARN before it, and a version or alias behind (Lambda API reference:
 * `FunctionName`).
 */
const FUNCTION_NAME =
  /^(?:arn:[a-z-]*:lambda:)?(?:([a-z]+(?:-[a-z]+)+-\d+):)?(?:(\d{12}):)?(?:function:)?([\w.-]+)(?::[$\w.-]+)?$/;

/** What a text names: an ARN by itself, any other text as the kind that the call is about. */
export function namedThing(text: string, kind: GuardedKind): NamedThing | undefined {
  if (text.length === 0 || text.length > MAX_LENGTH) return undefined;
  const called = kind === 'function' ? functionNamed(text) : undefined;
  if (called !== undefined) return called;
  if (isArn(text)) return thingOfArn(text);
  if (kind === 'queue' && text.includes('/')) return queueOfUrl(text);
  return { kind, name: text };
}

function thingOfArn(arn: string): NamedThing | undefined {
  const [, , service, region = '', account = '', ...rest] = arn.split(':');
  const resource = rest.join(':');
  const form = ARN_FORMS.find((each) => each.service === service && resource.startsWith(each.type));
  // What has a region or an account is no bucket, but an access point, of which `resources` names the bucket.
  if (form === undefined || (form.kind === 'bucket' && region !== '')) return undefined;
  const { kind, type, isPath } = form;
  const path = resource.slice(type.length);
  const name = isPath ? path.slice(path.lastIndexOf('/') + 1) : (path.split(/[/:]/, 1)[0] ?? '');
  return { kind, name, ...(account !== '' && { account }), ...(region !== '' && { region }) };
}

/**
 * `https://sqs.<region>.amazonaws.com/<account>/<name>`. The host may be any that leads to the service, an endpoint of
 * one's own included: the path names the queue, and the record the region of the call.
 */
function queueOfUrl(url: string): NamedThing | undefined {
  const [path = ''] = url.split(/[?#]/, 1);
  const [account = '', name] = path
    .split('/')
    .filter((part) => part !== '')
    .slice(-2);
  if (name === undefined) return undefined;
  return { kind: 'queue', name, ...(/^\d{12}$/.test(account) && { account }) };
}

function functionNamed(text: string): NamedThing | undefined {
  const [, region, account, name] = FUNCTION_NAME.exec(text) ?? [];
  if (name === undefined) return undefined;
  return { kind: 'function', name, ...(account && { account }), ...(region && { region }) };
}
