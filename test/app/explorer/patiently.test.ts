import { patiently, SilentStoreError } from '../../../lib/app/explorer/patiently';

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
