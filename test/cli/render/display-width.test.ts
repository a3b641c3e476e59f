import { displayWidth } from '../../../lib/cli/render/display-width';

it.each([
  ['', 0],
  ['abc', 3],
  ['日本', 4],
  ['é', 1],
  ['e\u0301', 1],
  ['😀', 2],
  ['🫠', 2],
  ['🛘', 2],
  ['🇩🇪', 2],
  ['🇩', 2],
  ['䷀', 2],
  ['𗀀', 2],
  ['🀀', 1],
  ['🅰', 1],
  ['שלום', 4],
  ['ﾊﾟ', 2],
])('measures %j as %i cells', (text, width) => expect(displayWidth(text)).toBe(width));
