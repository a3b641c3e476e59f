import type { Digest, PreviousDigest } from '../../core/integrity/digest';
import { readDigestName } from '../../core/integrity/digest-name';
import type { ListedDigest, LoadedDigest, VerifiedDigests } from './verified-digests';

/** One step along a chain of digests, from its end to its beginning. */
export type ChainStep =
  | { readonly kind: 'valid'; readonly key: string; readonly digest: Digest }
  | { readonly kind: 'invalid' | 'unsigned' | 'unreadable' | 'missing'; readonly key: string; readonly reason: string }
  /** The chain begins anew: between two times, the trail signed nothing. */
  | { readonly kind: 'gap'; readonly key: string; readonly from: string; readonly to: string };

/**
 * Walks a chain from its last digest to `since`, as `aws cloudtrail validate-logs` does: from a valid digest to the one
 * that it names, from any other to the one before it in the list. In addition, a digest must have the hash by which the
 * next one names it. `listed` is one chain, in the order of time.
 */
export async function* walkChain(
  digests: VerifiedDigests,
  listed: readonly ListedDigest[],
  since: string,
): AsyncGenerator<ChainStep> {
  const waiting = [...listed];
  let at = waiting.pop();
  let reached = at?.endTime;
  let named: PreviousDigest | undefined;
  while (at !== undefined && reached !== undefined && since <= reached) {
    const loaded = withNamedHash(await digests.load(at.key), named);
    named = undefined;
    if (loaded.status !== 'valid') {
      yield { kind: loaded.status, key: at.key, reason: reasonOf(loaded) };
      at = takeBefore(waiting, at.endTime);
      continue;
    }
    const { digest } = loaded;
    yield { kind: 'valid', key: at.key, digest };
    reached = digest.startTime;
    const previous = previousOf(digest, at);
    const next = previous ?? takeBefore(waiting, at.endTime);
    if (!previous && next) yield { kind: 'gap', key: at.key, from: next.endTime, to: digest.startTime };
    named = previous && digest.previous;
    at = next;
  }
}

/** The digest that a digest names as its predecessor. Undefined if it names none, or none of this chain and bucket. */
function previousOf({ bucket, previous }: Digest, at: ListedDigest): ListedDigest | undefined {
  if (!previous || previous.bucket !== bucket) return undefined;
  const name = readDigestName(previous.key);
  return name && name.endTime < at.endTime ? { key: previous.key, ...name } : undefined;
}

/** Takes digests off the end of a list until one is earlier than a time. */
function takeBefore(waiting: ListedDigest[], time: string): ListedDigest | undefined {
  for (let last = waiting.pop(); last; last = waiting.pop()) if (last.endTime < time) return last;
  return undefined;
}

function withNamedHash(loaded: LoadedDigest, named: PreviousDigest | undefined): LoadedDigest {
  if (loaded.status !== 'valid' || named?.sha256 === undefined || named.sha256 === loaded.sha256) return loaded;
  return { status: 'invalid', reason: 'it does not have the hash that the next digest names' };
}

function reasonOf(loaded: Exclude<LoadedDigest, { status: 'valid' }>): string {
  return loaded.status === 'missing' ? 'not found, although the next digest names it' : loaded.reason;
}
