import { WriteStream } from 'node:tty';
import { isColoured, painted, withoutColours } from '../../../lib/cli/terminal/colour';

const terminal = (env: object) => ({ isTTY: true, hasColors: () => WriteStream.prototype.hasColors(env) });

it('has colours on a terminal that has them', () => {
  expect(isColoured(terminal({ TERM: 'xterm-256color' }))).toBe(true);
});

it.each([{ NO_COLOR: '1', TERM: 'xterm-256color' }, { TERM: 'dumb' }])('has none with %j', (env) => {
  expect(isColoured(terminal(env))).toBe(false);
});

it('has none in a pipe', () => expect(isColoured({ isTTY: false, hasColors: () => true })).toBe(false));

it('has none once the command line asks for none, whatever the environment asks for', () => {
  const env: NodeJS.ProcessEnv = { FORCE_COLOR: '1', TERM: 'xterm-256color' };
  withoutColours(env);
  expect(isColoured(terminal(env))).toBe(false);
});

it('paints a text for any stream', () =>
  expect(painted('yellow', 'INCOMPLETE')).toBe('\u001b[33mINCOMPLETE\u001b[39m'));
