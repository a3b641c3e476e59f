import { setFlagsFromString } from 'node:v8';
import { safeText } from '../../core/text/safe-text';
import { EXIT } from '../terminal/cli-error';
import { sayDirectly } from './direct-output';
import { extractFiles } from './extract-files';

const FLAGS: ReadonlySet<string> = new Set(['--masked', '--all-sources']);

/**
 * How much of a function V8 interprets before it compiles it with optimizations, in bytes of byte code. This is thirty
 * times the default. The hot code is zlib and WebAssembly. Compiling the rest takes a sixth of the time of an ordinary
 * log file, and pays off only for very large ones.
 */
const BYTECODE_BEFORE_OPTIMIZING = 2_000_000;

/** The V8 of Node.js 20. Later versions have no such limit, and complain on stderr if you set it. */
const V8_WITH_BUDGET = /^11\./;

/**
 * Runs `ssm-audit extract` if its command line has only paths and known flags. Otherwise (`--help`, a mistake), does
 * nothing and gives false, and the whole command line answers. `extract` is measured against `zcat`, and loading the
 * command line takes as long as extracting ten megabytes.
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
