/** Somebody stopped the work. */
export class StoppedError extends Error {
  constructor() {
    super('stopped');
    this.name = 'StoppedError';
  }
}

/** The same items, until a signal: rejects with `StoppedError` then, so that nobody takes a part for the whole. */
export async function* stoppable<Item>(items: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  for await (const item of items) {
    if (signal.aborted) throw new StoppedError();
    yield item;
  }
}
