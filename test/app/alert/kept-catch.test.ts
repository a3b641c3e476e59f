import { keptCatchText, readKeptCatch } from '../../../lib/app/alert/kept-catch';

it.each([[[]], [['one']], [['one', 'a "title" of two']]])('says who judged, and the rules: %j', (ids) => {
  expect(readKeptCatch(keptCatchText('f1', ids))).toEqual({ fingerprint: 'f1', ids });
});

it.each(['', '[]', '[1]', '["f1", 2]', '["f1", ["one"]]', '{"0":"f1"}', 'null', '"f1"', '["f1"', '\u0000'])(
  'takes nothing from a text that nobody writes: %s',
  (text) => {
    expect(readKeptCatch(text)).toBeUndefined();
  },
);
