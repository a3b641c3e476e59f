import { ArchivedPackage } from '../../adapters/archive/archived-package';
import type { Question } from '../../core/explorer/question';
import { planned } from '../../core/query/planned-query';
import { makePackage, type PackageRequest } from '../evidence/make-package';
import { questionWords } from '../evidence/question-words';
import { queryOf } from '../query/query-flags';
import type { Store } from '../store/store';
import { pastRange } from '../window/window-flags';
import { flagsOf } from './asked-flags';
import type { Asking } from './asking';

/**
 * The most bytes of a package that are held in memory, compressed: half a million events or so. Nothing is written on this
 * machine's disk.
 */
const MOST_HELD_BYTES = 64 * 1024 * 1024;

/** How many packages are made at once: each is held in memory. */
const MOST_AT_ONCE = 2;

/** Packages that this process makes now. */
let inHand = 0;

/** As many packages are being made as there is memory for. */
export class TooManyPackagesError extends Error {
  constructor() {
    super(
      `${MOST_AT_ONCE} packages are being made already: expected that one of them ends; wait for it, or run ssm-audit evidence --out DIR`,
    );
    this.name = 'TooManyPackagesError';
  }
}

/** What a package says of events of a local store that nobody verified. */
const NOT_VERIFIED =
  'the explorer knows no copy of the log bucket and no public keys: ssm-audit evidence verifies with --logs and --keys';

/**
 * The package of evidence of a question as a `.tar.gz`, piece by piece: what `ssm-audit evidence` writes, without log files
 * and without a signature. Whoever ends reading ends the reads of the store. Throws what the command throws for a question
 * that makes no sense, `PackageTooLargeError` and `TooManyPackagesError`.
 */
export async function* downloadedPackage(
  { store, now }: Pick<Asking, 'store' | 'now'>,
  question: Question,
  mostHeldBytes = MOST_HELD_BYTES,
): AsyncGenerator<Uint8Array> {
  if (inHand >= MOST_AT_ONCE) throw new TooManyPackagesError();
  inHand += 1;
  try {
    yield* madePackage(store, now, question, mostHeldBytes);
  } finally {
    inHand -= 1;
  }
}

async function* madePackage(
  store: Store,
  now: Date,
  question: Question,
  mostHeldBytes: number,
): AsyncGenerator<Uint8Array> {
  const files = new ArchivedPackage(mostHeldBytes, now);
  const request = { ...askedOf(question, now), files, now, verifying: await verifyingOf(store) };
  const made = makePackage(store, { ...request, logs: undefined, shipsFiles: false, key: undefined }).then(
    () => files.finish(),
    (error: Error) => files.abandon(error),
  );
  try {
    yield* files.bytes();
  } finally {
    files.abandon(new Error('nobody reads the package any more'));
    await made;
  }
}

/** All events of the question: an answer that is cut after some events is no evidence. */
function askedOf(question: Question, now: Date): Pick<PackageRequest, 'question' | 'words'> {
  const { oldestFirst: _, ...flags } = { agent: true, ...flagsOf(question) };
  const hasBeginning = flags.since !== undefined || flags.during !== undefined;
  const range = pastRange(hasBeginning ? flags : { ...flags, since: 'all' }, now);
  return {
    question: planned({ ...queryOf({ ...flags, limit: 0 }, now), ...range }),
    words: questionWords(flags, range),
  };
}

async function verifyingOf({ place, outputs, ports }: Store): Promise<PackageRequest['verifying']> {
  if (place.kind === 'local' || outputs === undefined) return { reason: NOT_VERIFIED };
  const { stackSources } = await import('../verify/verification-sources.js');
  return stackSources(ports, outputs, place, undefined);
}
