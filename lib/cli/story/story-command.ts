import { Command, InvalidArgumentError, Option } from 'commander';
import type { AskedStory } from '../../app/story/asked-story';
import type { RulesOfStory } from '../../app/story/story-rules';
import type { ToldStory } from '../../app/story/tell-story';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import type { StoredEvent } from '../../core/rows/stored-event';
import { safeText } from '../../core/text/safe-text';
import { shellWord } from '../../core/text/shell-word';
import type { RefsBy } from '../event-table/ref-cells';
import { type TableFlags, withTableFlags } from '../event-table/table-flags';
import type { GivenNames } from '../names/given-names';
import { type NamesFlag, namesFor, withNamesFlag } from '../names/names-flag';
import { type AnsweredBy, keptIn, sayAnswerNotes, sayCorruptRows } from '../query/answer-notes';
import { refsBy } from '../query/refs-by';
import { eventsAnswer } from '../query/render-events';
import { printAnswer } from '../render/print-answer';
import { type NoteContext, STRICT_FLAG, sayNotes, textOf } from '../render/say-notes';
import { alertContext } from '../rules/alert-context';
import { alertRules } from '../rules/alert-rules';
import { type ConfigFlag, configOption, type RuleFlags, rulesOption } from '../rules/rule-flags';
import { type StoreFlags, storePlace, storeWords, withStore, withStoreFlags } from '../store/store';
import { EXIT } from '../terminal/cli-error';
import { say, writeData } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';
import { screenOf } from '../terminal/screen';
import { rowsOf } from '../terminal/terminal-size';
import { type TimeRange, timeRange, type WindowFlags, withWindowFlags } from '../window/window-flags';
import { type AnchorFlags, anchorOf, withAnchorFlags } from './anchor-flags';
import { emptyText, STORY_FORMATS, type StoryFormat, type StoryScreen, storyText } from './story-text';

interface Flags extends StoreFlags, AnchorFlags, RuleFlags, ConfigFlag, WindowFlags, TableFlags, NamesFlag {
  readonly limit: number;
  readonly output: StoryFormat;
  readonly strict?: true;
}

type Told = Extract<ToldStory, { readonly story: unknown }>;

/** The most rows of a story, unless more are asked for. */
export const MOST_ROWS = 5_000;

/** Where a story begins and ends unless the flags say it. */
const WINDOW_HELP = { since: '5 minutes before its start', until: 'where it ends, or 30 minutes have no row' };

/** `ssm-audit story` */
export function storyCommand(): Command {
  const asked = withWindowFlags(withAnchorFlags(withStoreFlags(new Command('story'))), WINDOW_HELP);
  return withNamesFlag(withTableFlags(asked))
    .description('what belongs together, in order: what was done, touched, decrypted, and which rules fired')
    .option('--limit <n>', 'the most rows; 0 for all, however many partitions are read', wholeNumber, MOST_ROWS)
    .addOption(
      new Option('--output <format>', `${STORY_FORMATS.slice(0, -1).join(', ')} or ${STORY_FORMATS.at(-1)}`)
        .argParser(formatAmong)
        .default(process.stdout.isTTY ? 'table' : 'json', 'table on a terminal, json in a pipe'),
    )
    .addOption(rulesOption())
    .addOption(configOption())
    .option(...STRICT_FLAG)
    .action(story);
}

async function story(ref: string | undefined, flags: Flags): Promise<void> {
  const now = new Date();
  const anchor = anchorOf(ref, flags);
  const limit = flags.limit === 0 ? Number.POSITIVE_INFINITY : flags.limit;
  const asked = { ...anchor, ...rangeOf(flags, now), limit };
  const names = await namesFor(flags, process.env);
  const judgedBy = await rulesOf(flags);
  await withStore(storePlace(flags, process.env), async ({ ports, outputs }) => {
    const corrupt = new CorruptRows();
    const { reader, receipts } = ports.reading(corrupt);
    const storedReceipts = ports.receipts;
    const deps = { reader, receipts, storedReceipts, corrupt, ...keptIn(outputs), now: () => now, judgedBy };
    const { tellStory } = await import('../../app/story/tell-story.js');
    const told = await tellStory(deps, asked);
    const context = { ...flags, storeWords: storeWords(flags) };
    if ('story' in told) await tell(told, { refsBy: await refsBy(reader), names }, flags, context);
    else if ('quarantined' in told) sayQuarantined(told.quarantined);
    else if ('several' in told) await list(asked, told.several, flags);
    else await tellNothing(deps, asked, told.nothingFor, flags, context);
  });
}

/** `all` is from the first event on: no time at all would mean that the story itself says when it begins. */
export function rangeOf(flags: WindowFlags, now: Date): TimeRange {
  const { since, until } = timeRange(flags, now);
  return { since: flags.since === 'all' ? FIRST_TIME : since, until };
}

const FIRST_TIME = '1970-01-01T00:00:00Z';

async function rulesOf(flags: Flags): Promise<RulesOfStory> {
  const { configuration, windowMs, reasonPattern } = await alertContext(flags.config);
  const { rules, correlations } = await alertRules(flags, reasonPattern);
  return { rules, correlations, configuration, windowMs };
}

/** How a story is worded. */
interface Worded {
  readonly refsBy: RefsBy;
  readonly names: GivenNames | undefined;
}

async function tell({ story: found, notes }: Told, worded: Worded, flags: Flags, context: NoteContext): Promise<void> {
  const { output } = flags;
  const written = notes.map((note) => ({ kind: note.kind, text: textOf(note, context) }));
  const whole = { story: found, notes: written, storeWords: context.storeWords, ...worded };
  await printText((screen) => storyText(whole, output, flags, screen), output);
  sayNotes(notes, context);
}

/** A story for a person is printed as tables are. */
async function printText(textFor: (screen: StoryScreen) => string, output: StoryFormat): Promise<void> {
  const { stdout, env } = process;
  const text = textFor({ ...screenOf(stdout, env), rows: rowsOf(stdout) });
  if (output !== 'table') await writeData(text);
  else await printAnswer({ rows: [], fields: [], table: () => text }, { output });
}

/** Which of several events is meant is not for this program to guess. */
async function list(
  { value }: AskedStory,
  { events, isMore }: Extract<ToldStory, { readonly several: unknown }>['several'],
  { output }: Flags,
): Promise<void> {
  await printAnswer(eventsAnswer(events, false), { output: output === 'json' ? 'json' : 'table' });
  const count = `${isMore ? 'more than ' : ''}${events.length}`;
  say(
    `ssm-audit: ${count} events have an ID that is or begins with '${safeText(value)}': expected one event; give the ref of the one that you mean`,
  );
  process.exitCode = EXIT.usage;
}

/** Nobody and nothing is known of such a record but itself. */
function sayQuarantined({ ref, quarantineReason = '' }: StoredEvent): void {
  const show = ownCommand('show', shellWord(ref));
  say(
    `ssm-audit: ${safeText(ref)} is in quarantine (${safeText(quarantineReason)}), so no story is told of it: ${safeText(show)} has the record`,
  );
  process.exitCode = EXIT.incomplete;
}

async function tellNothing(
  deps: AnsweredBy,
  asked: AskedStory,
  question: Parameters<typeof sayAnswerNotes>[1],
  { output }: Flags,
  context: NoteContext,
): Promise<void> {
  await printText(() => emptyText(asked, output), output);
  if (asked.kind === 'event') {
    process.exitCode = EXIT.incomplete;
    say(
      `ssm-audit: no event ${safeText(asked.value)} in this store: it may have expired, or it is in another store (--local, --stack); the agent's own events are not found by their ID, but by their ref`,
    );
    await sayCorruptRows(deps.corrupt, context);
    return;
  }
  const byFlag = { ...asked, kind: asked.kind };
  const { nothingTold } = await import('../../app/story/nothing-told.js');
  await sayAnswerNotes(deps, question, 0, { ...context, hintsOf: (found) => nothingTold(found, byFlag) });
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('expected a whole number from 0.');
  return Number(value);
}

function formatAmong(value: string): StoryFormat {
  const format = STORY_FORMATS.find((each) => each === value);
  if (format === undefined) {
    throw new InvalidArgumentError(
      `a story is one document: expected one of ${STORY_FORMATS.join(', ')}; query prints events as ndjson and csv.`,
    );
  }
  return format;
}
