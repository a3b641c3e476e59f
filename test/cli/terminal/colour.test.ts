import { WriteStream } from 'node:tty';
import { isColoured } from '../../../lib/cli/terminal/colour';

const terminal = (env: object) => ({ isTTY: true, hasColors: () => WriteStream.prototype.hasColors(env) });

it('has colours on a terminal that has them', () => {
  expect(isColoured(terminal({ TERM: 'xterm-256color' }))).toBe(true);
});

it.each([{ NO_COLOR: '1', TERM: 'xterm-256color' }, { TERM: 'dumb' }])('has none with %j', (env) => {
  expect(isColoured(terminal(env))).toBe(false);
});

it('has none in a pipe', () => expect(isColoured({ isTTY: false, hasColors: () => true })).toBe(false));
