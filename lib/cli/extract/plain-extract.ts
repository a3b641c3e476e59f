import { setFlagsFromString } from 'node:v8';
import { safeText } from '../../core/text/safe-text';
import { EXIT } from '../terminal/cli-error';
import { sayDirectly } from './direct-output';
import { extractFiles } from './extract-files';

const FLAGS: ReadonlySet<string> = new Set(['--masked', '--all-sources']);

/**
 * How much of a function V8 interprets before it compiles it with optimizations, in bytes of byte code: thirty times what
 * it does by itself. What is hot here is zlib and WebAssembly; compiling the little around them takes a sixth of the time
 * that an ordinary log file takes, and pays in very large ones alone.
 */
const BYTECODE_BEFORE_OPTIMIZING = 2_000_000;

/** The V8 of Node.js 20. Later ones have no such limit, and say so on stderr where it is set. */
const V8_WITH_BUDGET = /^11\./;

/**
 * Runs `ssm-audit extract` where its command line holds paths and known flags alone: false, and nothing done, where it
 * holds anything else (`--help`, a mistake), which is for the whole command line to answer. `extract` is measured
 * against `zcat`, and loading the command line takes as long as extracting ten megabytes.
 */
export function plainExtract(words: readonly string[]): boolean {
  const paths = words.filter((word) => !FLAGS.has(word));
  if (paths.length === 0 || !paths.every(isPath)) return false;
  const options = { masked: words.includes('--masked'), allSources: words.includes('--all-sources') };
  if (V8_WITH_BUDGET.test(process.versions.v8)) {
    setFlagsFromString(`--interrupt-budget=${BYTECODE_BEFORE_OPTIMIZING}`);
  }
  extractFiles(paths, options).catch((error: unknown) => {
    process.exitCode = EXIT.incomplete;
    return sayDirectly(`ssm-audit: ${safeText(error instanceof Error ? error.message : String(error))}`);
  });
  return true;
}

function isPath(word: string): boolean {
  return word === '-' || (word.trim() !== '' && !word.startsWith('-'));
}
