import { Command, InvalidArgumentError } from 'commander';
import type { CountDependencies } from '../../app/ask/count-alike';
import { type PlannedQuery, planned } from '../../core/query/planned-query';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import { GROUP_FIELDS, type GroupField, isGroupField } from '../../core/summary/event-groups';
import type { GivenNames } from '../names/given-names';
import { type NamesFlag, namesFor, withNamesFlag } from '../names/names-flag';
import { keptIn, sayAnswerNotes } from '../query/answer-notes';
import { type QueryFlags, queryOf } from '../query/query-flags';
import { withEventFilters } from '../query/query-options';
import { clockOf, type LocalTimeFlag, withLocalTime } from '../render/local-time';
import { printAnswer } from '../render/print-answer';
import { STRICT_FLAG } from '../render/say-notes';
import { type StoreFlags, storePlace, storeWords, withStore, withStoreFlags } from '../store/store';
import { type OutputFlags, say, withOutputFlags } from '../terminal/output';
import { withWindowFlags } from '../window/window-flags';
import { groupsAnswer } from './render-groups';
import { summaryAnswer } from './render-summary';

type Flags = Omit<QueryFlags, 'agent' | 'limit'> &
  StoreFlags &
  OutputFlags &
  LocalTimeFlag &
  NamesFlag & {
    readonly agent?: true;
    readonly by?: readonly GroupField[];
    readonly strict?: true;
  };

/** The default window of a summary: a day, as an age. */
const DEFAULT_WINDOW = '24h';

/** `ssm-audit summary` */
export function summaryCommand(): Command {
  const asked = withEventFilters(withStoreFlags(new Command('summary')));
  const window = { since: `${DEFAULT_WINDOW} before the end` };
  return withNamesFlag(withLocalTime(withOutputFlags(withWindowFlags(asked, window))))
    .description('count what happened: by event, actor, resource, outcome, address, account, region and time')
    .option('--agent', "also count the agent's own traffic")
    .option('--by <field,field>', 'group by other fields of an event, such as actor,sourceIPAddress', groupFields)
    .option(...STRICT_FLAG)
    .action(summary);
}

async function summary(flags: Flags): Promise<void> {
  const now = new Date();
  const names = await namesFor(flags, process.env);
  const question = planned(queryOf({ ...flags, agent: flags.agent === true, limit: 0 }, now, DEFAULT_WINDOW));
  await withStore(storePlace(flags, process.env), async ({ ports, outputs }) => {
    const corrupt = new CorruptRows();
    const { reader, alike, receipts } = ports.reading(corrupt);
    const total = await summarised(
      { reader, ...(alike && { alike }), now: () => now, corrupt },
      question,
      flags,
      names,
    );
    if (flags.output === 'table' && question.query.noAgent)
      say("note: the agent's own traffic is left out: --agent counts it");
    const context = { ...flags, storeWords: storeWords(flags) };
    await sayAnswerNotes({ reader, receipts, corrupt, ...keptIn(outputs) }, question, total, context);
  });
}

/** Prints the summary; gives how many events it counts. */
async function summarised(
  deps: CountDependencies,
  question: PlannedQuery,
  { by, ...flags }: Flags,
  names: GivenNames | undefined,
): Promise<number> {
  const style = { clock: clockOf(flags), names };
  const { groupEvents, summariseEvents } = await import('../../app/ask/summarise-events.js');
  if (by) {
    const groups = await groupEvents(deps, question, by);
    await printAnswer(groupsAnswer(groups, by, style), flags);
    return groups.total;
  }
  const counts = await summariseEvents(deps, question);
  await printAnswer(summaryAnswer(counts, style), flags);
  return counts.total;
}

/** The fields of `--by`, each once; a repeated flag adds to them. */
function groupFields(value: string, before: readonly GroupField[] = []): readonly GroupField[] {
  const names = value.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !isGroupField(name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`'${unknown}' is not a field of an event: expected ${GROUP_FIELDS.join(', ')}.`);
  }
  return [...new Set([...before, ...names.filter(isGroupField)])];
}
