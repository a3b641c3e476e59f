import { shellWord } from '../text/shell-word';
import { ENTITY_KINDS, type PageAddress } from './page-address';
import type { Question } from './question';

/**
 * The command that asks the same as a page, as words of a shell behind the name of the program: one line, every value
 * quoted, so that text of a log cannot become a command.
 */
export function commandWords(address: PageAddress): readonly string[] {
  return [...commandOf(address), ...flagWords(address.question)];
}

/** Where the command that packs evidence writes to, unless somebody changes it. */
const PACKAGE = 'evidence';

/** The command that packs the events of a question as evidence. It takes all events, whatever a list shows and in which order. */
export function evidenceWords(question: Question): readonly string[] {
  const asked = question.filter(({ flag }) => flag !== 'limit' && flag !== 'oldest-first');
  return ['evidence', '--out', PACKAGE, ...flagWords(asked)];
}

/** The flags of a question as words of a shell. */
export function flagWords(question: Question): readonly string[] {
  return question.flatMap(({ flag, value }) => flagWord(`--${flag}`, value));
}

function commandOf(address: PageAddress): readonly string[] {
  switch (address.page) {
    case 'events':
      return ['query'];
    case 'event':
      return ['show', shellWord(address.ref)];
    case 'story':
      return ['story', ...anchorWords(address)];
    case 'entity':
      return ['summary', ...flagWord(`--${ENTITY_KINDS[address.kind]}`, address.value)];
    case 'alerts':
      return ['alerts', 'replay'];
    case 'status':
      return address.question.length === 0 ? ['status'] : ['status', '--by-day'];
  }
}

function anchorWords({ kind, value }: PageAddress & { readonly page: 'story' }): readonly string[] {
  if (kind === 'event') return [shellWord(value)];
  return flagWord(kind === 'accessKey' ? '--access-key' : `--${kind}`, value);
}

/** A value that looks like a flag is joined to its own one: programs refuse it as a word of its own. */
function flagWord(flag: string, value: string | undefined): readonly string[] {
  if (value === undefined) return [flag];
  return value.startsWith('-') ? [`${flag}=${shellWord(value)}`] : [flag, shellWord(value)];
}
