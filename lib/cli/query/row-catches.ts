import type { CaughtBy } from '../../app/alert/severest-first';
import { incomplete } from '../../app/completeness/answer-note';
import type { Catches } from '../event-table/catch-mark';
import { type NoteContext, sayNotes } from '../render/say-notes';
import type { RowJudgingDependencies } from './row-judging';
import type { CatchFlags } from './rule-judging';

const NOTHING: ReadonlyMap<string, CaughtBy> = new Map();

/**
 * What finds out which rules catch the rows of a table: those of the project and of `--rules`, as a `cdk.json` has them.
 * Nothing is loaded before there are rows, and of the project only rules that can match one of those that nobody has judged. If the rules cannot be
 * asked, says so, and the rows stay without marks: they are the answer. Throws if rules were asked for by a flag.
 */
export function rowCatches(deps: RowJudgingDependencies, flags: CatchFlags, context: NoteContext): Catches {
  let loading: Promise<Catches | undefined> | undefined;
  const sayUnmarked = (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    sayNotes([incomplete(`rows are not marked by rules: ${reason}`)], context);
    return undefined;
  };
  const isAsked = flags.rules !== undefined || flags.config !== undefined;
  return async (found) => {
    loading ??= isAsked ? judging(deps, flags) : judging(deps, flags).catch(sayUnmarked);
    const judge = await loading;
    return (await judge?.(found).catch(sayUnmarked)) ?? NOTHING;
  };
}

async function judging(deps: RowJudgingDependencies, flags: CatchFlags): Promise<Catches> {
  const { judgingBy } = await import('./row-judging.js');
  return judgingBy(deps, flags);
}
