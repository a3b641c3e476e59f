import { hostname, userInfo } from 'node:os';
import { version } from '../../../package.json';
import type { StackOutputs } from '../../contract/stack-outputs';
import type { Store, StorePlace } from '../store/store';

/** A span of time. Null if an end is open or unknown. */
export interface Span {
  readonly from: string | null;
  readonly to: string | null;
}

/** A window as it was asked for. */
export function spanOf({
  since,
  until,
}: {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}): Span {
  return { from: since ?? null, to: until ?? null };
}

/** What a verdict has to say of itself to be evidence: by what, over what, when and for whom it was given. */
export interface VerdictCheck {
  /** The version of this program. */
  readonly version: string;
  readonly store:
    | { readonly local: string }
    | { readonly stack: string; readonly region?: string; readonly account: string };
  /** What was looked at: by times of delivery as asked, and the times of the events that were delivered meanwhile. */
  readonly window: { readonly deliveryTime: Span; readonly eventTime: Span };
  readonly checkedAt: string;
  /** The ARN of the credentials that asked a stack; the person and machine that asked a local store. */
  readonly askedBy: string;
}

/** What a verdict on a store says of itself. */
export async function verdictCheck(
  { place, outputs }: Pick<Store, 'place' | 'outputs'>,
  window: VerdictCheck['window'],
  checkedAt: Date,
): Promise<VerdictCheck> {
  return {
    version,
    store: storeOf(place, outputs),
    window,
    checkedAt: checkedAt.toISOString(),
    askedBy: place.kind === 'stack' ? await callerOf(place) : `${userName()} on ${hostname()}`,
  };
}

/** By what, when and for whom a verdict was given that asked no store. */
export function verdictAlone(checkedAt: Date): Pick<VerdictCheck, 'version' | 'checkedAt' | 'askedBy'> {
  return { version, checkedAt: checkedAt.toISOString(), askedBy: `${userName()} on ${hostname()}` };
}

function storeOf(place: StorePlace, outputs: StackOutputs | undefined): VerdictCheck['store'] {
  if (place.kind === 'local') return { local: place.folder };
  const account = accountOf(outputs?.DeliveryQueueUrl ?? '');
  return { stack: place.stack, ...(place.region && { region: place.region }), account };
}

/** `https://sqs.<region>.amazonaws.com/<account>/<name>`: a queue of the stack is of its account. */
function accountOf(queueUrl: string): string {
  return queueUrl.split('/').at(-2) ?? '';
}

/** A verdict needs no known person. If the person is unknown, it says why. */
async function callerOf(place: { readonly region?: string; readonly profile?: string }): Promise<string> {
  const { callerIdentity } = await import('../../adapters/sts/caller-identity.js');
  try {
    return await callerIdentity({
      ...(place.region && { region: place.region }),
      ...(place.profile && { profile: place.profile }),
    });
  } catch (error) {
    return `unknown: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** A process may run as a user that the machine does not know. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
