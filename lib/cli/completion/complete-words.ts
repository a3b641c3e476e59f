import type { Command, Option } from 'commander';
import { EXPORT_SCHEMAS } from '../../contract/export';
import { NEIGHBOURS } from '../../contract/neighbours';
import { EXPORT_FORMATS } from '../../core/export/export-form';
import { OUTCOMES } from '../../core/record/outcome';
import { safeText } from '../../core/text/safe-text';
import type { Commands } from '../help/command-table';
import { SHELLS } from './completion-scripts';
import { exclusionWords, storeValues } from './store-values';

/** A word that may stand where somebody types, and what it means. */
export interface Candidate {
  readonly word: string;
  readonly meaning?: string;
}

/** What a shell can complete: words, and whether names of files may stand there too. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  readonly isFile: boolean;
}

/** Words that shells list at most. */
const MOST_WORDS = 500;

/** Flags of the program that may stand anywhere. */
const EVERYWHERE: readonly Candidate[] = [
  { word: '--debug', meaning: 'show stack traces' },
  { word: '--no-color', meaning: 'print no colours' },
  { word: '--no-pager', meaning: 'print what is longer than the screen at once, not through PAGER' },
  { word: '--help', meaning: 'display help' },
];

const PERIODS = ['today', 'yesterday'] as const;
const TIMES = ['15m', '1h', '24h', '7d', '30d', 'now', ...PERIODS, 'all'] as const;

/** Values of flags that are the same everywhere. */
const FIXED: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['--since', TIMES],
  ['--until', TIMES.filter((time) => time !== 'all')],
  ['--during', PERIODS],
  ['--neighbours', NEIGHBOURS],
  ['--schema', EXPORT_SCHEMAS],
  ['--format', EXPORT_FORMATS],
  ['--outcome', OUTCOMES],
]);

/** A flag of the program that stands alone. */
const VERSION: Candidate = { word: '--version', meaning: 'print the version of this program' };

/** How flags and arguments are called that name files or folders. */
const A_FILE = /^[<[](?:dir|file|path|place|cdk\.json)[\].>]/;

/** The lines that answer a shell: whether it may complete files, then each word with its meaning behind a tab. */
export async function completionLines(words: readonly string[], commands: Commands): Promise<readonly string[]> {
  const typed = words.at(-1) ?? '';
  const { candidates, isFile } = await completionOf(words.slice(0, -1), typed, commands);
  // A word that a terminal or the lines would take for something else is not offered.
  const fitting = candidates.filter(({ word }) => word.startsWith(typed) && safeText(word) === word);
  const lines = fitting.map(({ word, meaning = '' }) => `${word}\t${safeText(meaning)}`);
  return [isFile ? 'files' : 'words', ...[...new Set(lines)].slice(0, MOST_WORDS)];
}

async function completionOf(before: readonly string[], typed: string, commands: Commands): Promise<Completion> {
  const [name, ...words] = before.filter((word) => !EVERYWHERE.some((each) => each.word === word));
  if (name === undefined)
    return wordsOnly([...summaries(commands), ...help(typed, []), ...(typed.startsWith('-') ? [VERSION] : [])]);
  if (name === 'help') return wordsOnly(summaries(commands));
  const loaded = Object.hasOwn(commands, name) ? await commands[name]?.load() : undefined;
  if (loaded === undefined) return wordsOnly([]);
  const [next = ''] = words;
  const child = loaded.commands.find((each) => each.name() === next);
  if (loaded.commands.length > 0 && child === undefined) {
    const children = loaded.commands.map((each) => ({ word: each.name(), meaning: each.description() }));
    return wordsOnly([...children, ...help(typed, loaded.options)]);
  }
  return inCommand(child ?? loaded, child ? words.slice(1) : words, typed);
}

async function inCommand(command: Command, words: readonly string[], typed: string): Promise<Completion> {
  const previous = command.options.find(({ long }) => long === words.at(-1));
  const written = /^(--[a-z-]+)=/.exec(typed);
  const assigned = command.options.find(({ long }) => long === written?.[1]);
  if (assigned && written) return withBeginning(await valuesOf(assigned, words), written[0]);
  if (previous?.required) return valuesOf(previous, words);
  if (typed.startsWith('-')) return wordsOnly(help(typed, command.options));
  const optional = previous?.optional ? await valuesOf(previous, words) : wordsOnly([]);
  const [argument] = command.registeredArguments;
  const choices = argument?.name() === 'shell' ? SHELLS.map((word) => ({ word })) : [];
  const isFile = optional.isFile || (argument !== undefined && A_FILE.test(`<${argument.name()}>`));
  return { candidates: [...optional.candidates, ...choices, ...help(typed, command.options)], isFile };
}

async function valuesOf({ long, flags, description }: Option, words: readonly string[]): Promise<Completion> {
  const flag = long ?? '';
  if (A_FILE.test(flags.split(' ')[1] ?? '')) return { candidates: [], isFile: true };
  const fixed = FIXED.get(flag) ?? (flag === '--output' ? description.split(/, | or /) : undefined);
  if (fixed) return wordsOnly(fixed.map((word) => ({ word })));
  if (flag === '--rule') return wordsOnly(await ruleWords());
  const values = flag === '--not' ? await exclusionWords(words) : await storeValues(flag, words);
  return wordsOnly(values.map((word) => ({ word })));
}

/** The rules that come with the project, by their ids: nobody knows those by heart. */
async function ruleWords(): Promise<readonly Candidate[]> {
  const { compiledRulePack } = await import('../../adapters/folder/rule-pack.js');
  const { namesIn } = await import('../../core/rules/packed/rule-pack.js');
  return namesIn(await compiledRulePack()).map(({ id, title }) => ({ word: id, meaning: title }));
}

function withBeginning({ candidates, isFile }: Completion, beginning: string): Completion {
  return { candidates: candidates.map(({ word, ...more }) => ({ ...more, word: beginning + word })), isFile };
}

/** Flags, as soon as somebody begins to type one. */
function help(typed: string, options: readonly Option[]): readonly Candidate[] {
  if (!typed.startsWith('-')) return [];
  const own = options
    .filter(({ hidden }) => !hidden)
    .map(({ long, description }) => ({ word: long ?? '', meaning: description }));
  return [...own, ...EVERYWHERE];
}

function summaries(commands: Commands): readonly Candidate[] {
  const known = Object.entries(commands).map(([word, { summary }]) => ({ word, meaning: summary }));
  return [...known, { word: 'help', meaning: 'display help for a command' }];
}

function wordsOnly(candidates: readonly Candidate[]): Completion {
  return { candidates, isFile: false };
}
