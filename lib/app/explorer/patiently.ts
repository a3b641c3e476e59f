import { setImmediate as turn } from 'node:timers/promises';

/** How long somebody waits for one read. */
export interface Patience {
  /** Once it is aborted, nothing is waited for, and no further read begins. */
  readonly signal: AbortSignal;
  /** How long a read may take, in milliseconds. Absent if it cannot fall silent. */
  readonly silentMs?: number;
}

/** A store has not answered for so long that nobody should wait for it. */
export class SilentStoreError extends Error {
  constructor(milliseconds: number) {
    super(
      `no answer for ${milliseconds / 1_000} seconds: what came before stays true; check the network, then ask again`,
    );
    this.name = 'SilentStoreError';
  }
}

/**
 * The result of a read. Everything else has its turn before it: other questions, and the wish to end this one. Rejects with the
 * signal's reason as soon as it is aborted, or with `SilentStoreError`; a request that is on its way then ends by itself.
 */
export async function patiently<Result>(read: () => Promise<Result>, { signal, silentMs }: Patience): Promise<Result> {
  await turn();
  signal.throwIfAborted();
  let settled: () => void = () => undefined;
  const ended = new Promise<never>((_, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    const timer =
      silentMs === undefined ? undefined : setTimeout(() => reject(new SilentStoreError(silentMs)), silentMs);
    settled = () => {
      signal.removeEventListener('abort', onAbort);
      clearTimeout(timer);
    };
  });
  try {
    return await Promise.race([read(), ended]);
  } finally {
    settled();
  }
}

/** Each of what is read one after another, also if there is none: as `patiently` reads, and with the same rejections. */
export async function* patientlyEach<Item>(items: AsyncIterable<Item>, patience: Patience): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await patiently(() => iterator.next(), patience);
      if (done) return;
      yield value;
    }
  } finally {
    // Nobody waits for it: a read that has fallen silent would never let it end.
    iterator.return?.().catch(() => undefined);
  }
}
