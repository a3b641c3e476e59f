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

/** Longer text names nothing: the longest ARN, of a role with a path, has fewer characters. */
const MAX_LENGTH = 1_024;

/** What a text names: an ARN by itself, any other text as the kind that the call is about. */
export function namedThing(text: string, kind: GuardedKind): NamedThing | undefined {
  if (text.length === 0 || text.length > MAX_LENGTH) return undefined;
  if (isArn(text)) return thingOfArn(text);
  if (kind === 'queue' && text.startsWith('https://')) return queueOfUrl(text);
  if (kind === 'function') return functionNamed(text);
  return { kind, name: text };
}

function thingOfArn(arn: string): NamedThing | undefined {
  const [, , service, region = '', account = '', ...rest] = arn.split(':');
  const resource = rest.join(':');
  const form = ARN_FORMS.find((each) => each.service === service && resource.startsWith(each.type));
  if (form === undefined) return undefined;
  const { kind, type, isPath } = form;
  const path = resource.slice(type.length);
  const name = isPath ? path.slice(path.lastIndexOf('/') + 1) : (path.split(/[/:]/, 1)[0] ?? '');
  return { kind, name, ...(account !== '' && { account }), ...(region !== '' && { region }) };
}

/** `https://sqs.<region>.amazonaws.com/<account>/<name>`, or an older host name, which may tell no region. */
function queueOfUrl(url: string): NamedThing {
  const [, , host = '', account = '', name = ''] = url.split('/');
  const region = /^sqs\.([a-z0-9-]+)\./.exec(host)?.[1];
  return { kind: 'queue', name, ...(account !== '' && { account }), ...(region !== undefined && { region }) };
}

/** `name`, `name:alias`, or `account:function:name`. */
function functionNamed(text: string): NamedThing {
  const [first = '', second, third] = text.split(':');
  return second === 'function' && third !== undefined
    ? { kind: 'function', name: third, account: first }
    : { kind: 'function', name: first };
}
