import { RecentlyUsed } from '../../../lib/app/flow/recently-used';

it('makes the entry of a key once, and again when it was not asked for longest', () => {
  const made: string[] = [];
  const entries = new RecentlyUsed<string>(2);
  const get = (key: string) => entries.get(key, () => `${key}${made.push(key)}`);
  expect([get('a'), get('b'), get('a')]).toEqual(['a1', 'b2', 'a1']);
  get('c');
  expect(get('a')).toBe('a1');
  expect(get('b')).toBe('b4');
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

it('keeps an entry that is undefined', () => {
  const make = jest.fn(() => undefined);
  const entries = new RecentlyUsed<undefined>(1);
  entries.get('a', make);
  entries.get('a', make);
  expect(make).toHaveBeenCalledTimes(1);
});
