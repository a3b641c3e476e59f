import { build } from 'esbuild';
import { withModulesLate } from '../../scripts/late-modules';
import { PROJECT_ROOT } from '../../scripts/project-root';

/** Hands a function on while it loads, as tables of conditions do. */
const SCRIPT = `
import { isIP } from 'node:net';
import { parseWhere, WhereSyntaxError } from './lib/core/match/where';
import { canonicalAddress } from './lib/core/text/ip-address';
export const parse = [parseWhere][0];
export const canonical = [canonicalAddress][0];
export const family = (text) => isIP(text);
export const isSyntaxError = (error) => error instanceof WhereSyntaxError;`;

it('loads modules when somebody uses what they export, and not when that is handed on', async () => {
  const { outputFiles } = await build({
    stdin: { contents: SCRIPT, resolveDir: PROJECT_ROOT },
    absWorkingDir: PROJECT_ROOT,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    plugins: [withModulesLate()],
    write: false,
  });
  const asked: string[] = [];
  const recording = (name: string) => {
    asked.push(name);
    return require(name);
  };
  const module = { exports: {} as Record<string, (given: unknown) => unknown> };
  new Function('require', 'module', 'exports', outputFiles[0]?.text ?? '')(recording, module, module.exports);
  const { parse, canonical, family, isSyntaxError } = module.exports;
  expect(parse?.('eventName=GetParameter')).toBeDefined();
  expect(asked).not.toContain('node:net');
  expect([family?.('::1'), canonical?.('2001:DB8:0:0::1')]).toEqual([6, '2001:db8::1']);
  expect(asked).toContain('node:net');
  expect(() => parse?.('nothing')).toThrow('cannot understand');
  expect(isSyntaxError?.(new Error())).toBe(false);
});
