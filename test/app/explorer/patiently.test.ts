import { setImmediate as turn } from 'node:timers/promises';
import { patiently, patientlyEach, SilentStoreError } from '../../../lib/app/explorer/patiently';

const never = () => new Promise<never>(() => undefined);

it('gives what a read gives, and its error', async () => {
  const { signal } = new AbortController();
  expect(await patiently(async () => 3, { signal })).toBe(3);
  await expect(patiently(() => Promise.reject(new Error('no')), { signal })).rejects.toThrow('no');
});

it('begins no read for somebody who is gone', async () => {
  const read = jest.fn(async () => 1);
  await expect(patiently(read, { signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone');
  expect(read).not.toHaveBeenCalled();
});

it('does not wait on for somebody who goes away', async () => {
  const gone = new AbortController();
  const waiting = patiently(never, { signal: gone.signal });
  setTimeout(() => gone.abort(new Error('gone')), 5);
  await expect(waiting).rejects.toThrow('gone');
});

it('says that a store is silent', async () => {
  await expect(patiently(never, { signal: new AbortController().signal, silentMs: 5 })).rejects.toThrow(
    SilentStoreError,
  );
});

it('lets everything else have its turn first', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('other'));
  await patiently(async () => order.push('read'), { signal: new AbortController().signal });
  expect(order).toEqual(['other', 'read']);
});

describe('one after another', () => {
  async function* upTo(end: number) {
    for (let each = 1; each <= end; each += 1) yield each;
  }

  it('gives each, and lets go of what is not read to its end', async () => {
    const { signal } = new AbortController();
    const ended = jest.fn();
    const watched = async function* () {
      try {
        yield* upTo(3);
      } finally {
        ended();
      }
    };
    const each: number[] = [];
    for await (const item of patientlyEach(watched(), { signal })) each.push(item);
    expect(each).toEqual([1, 2, 3]);
    for await (const first of patientlyEach(watched(), { signal })) if (first === 1) break;
    // Nobody waits for the second end.
    await turn();
    expect(ended).toHaveBeenCalledTimes(2);
  });

  it('lets everything else have its turn also where there is nothing, and hears that somebody is gone', async () => {
    const gone = new AbortController();
    setImmediate(() => gone.abort(new Error('gone')));
    const reading = (async () => {
      for (;;) for await (const _ of patientlyEach(upTo(0), { signal: gone.signal })) throw new Error('there is none');
    })();
    await expect(reading).rejects.toThrow('gone');
  });

  it('says that a store is silent', async () => {
    const silent = { [Symbol.asyncIterator]: () => ({ next: never }) };
    const patience = { signal: new AbortController().signal, silentMs: 5 };
    await expect(patientlyEach(silent, patience).next()).rejects.toThrow(SilentStoreError);
  });
});
