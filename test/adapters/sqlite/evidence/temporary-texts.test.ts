import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { TemporaryTexts } from '../../../../lib/adapters/sqlite/evidence/temporary-texts';

let texts: TemporaryTexts;

beforeEach(() => {
  texts = new TemporaryTexts();
});
afterEach(() => texts.close());

it('keeps a text under its key until it is taken', () => {
  expect(texts.keep('a', 'one\u0000ü')).toBe(true);
  expect([texts.take('a'), texts.take('a')]).toEqual(['one\u0000ü', undefined]);
  expect(texts.keep('a', 'again')).toBe(true);
});

it('tells where a key is taken, and keeps the last text', () => {
  texts.keep('a', 'one');
  expect(texts.keep('a', 'two')).toBe(false);
  expect([...texts.rest()]).toEqual(['two']);
});

it('gives what is left in the order of the keys', () => {
  for (const key of ['b', 'a', 'c']) texts.keep(key, key.toUpperCase());
  texts.take('b');
  expect([...texts.rest()]).toEqual(['A', 'C']);
});

it('keeps more than its cache has room for, and leaves no file with a name', () => {
  const before = readdirSync(tmpdir());
  const long = 'x'.repeat(1_000);
  for (let at = 0; at < 10_000; at += 1) texts.keep(String(at), `${long}${at}`);
  expect(texts.take('9999')).toBe(`${long}9999`);
  const named = readdirSync(tmpdir()).filter((name) => !before.includes(name) && /etilqs|sqlite/i.test(name));
  expect(named).toEqual([]);
});
