import type { FindDependencies } from '../../app/ask/find-events';
import { findEvents } from '../../app/ask/find-events';
import { withEvidence } from '../../app/ask/with-evidence';
import { claimPlace } from '../../app/export/claim-place';
import { type PlannedQuery, planned } from '../../core/query/planned-query';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import type { StoredEvent } from '../../core/rows/stored-event';
import { keepGarbageSmall } from '../../local/small-heap';
import { questionWords } from '../evidence/question-words';
import { placeProblem } from '../paths/place-problem';
import { keptIn, sayAnswerNotes } from '../query/answer-notes';
import { queryOf } from '../query/query-flags';
import { unreadNotes } from '../query/unread-notes';
import { printAnswer } from '../render/print-answer';
import { sayNotes } from '../render/say-notes';
import { type Store, storePlace, storeWords, withStore } from '../store/store';
import { EXIT } from '../terminal/cli-error';
import { say } from '../terminal/output';
import { StopSignal } from '../terminal/stop-signal';
import type { ExportFlags } from './export-flags';
import { endNotes, keptNotes, tooEarlyNotes } from './export-notes';
import { type ExportPlace, exportPlace } from './export-place';
import { dayRange, lineRange } from './export-window';
import { type DoneExport, exportAnswer } from './render-export';
import { StoppedError, stoppable } from './stoppable';
import { writeDays } from './write-days';
import { writeLines } from './write-lines';

/** `ssm-audit export` with flags that fit together. */
export async function runExport(flags: ExportFlags): Promise<void> {
  const now = new Date();
  const range = flags.format === 'parquet' ? dayRange(flags, now) : lineRange(flags, now);
  const record = flags.record === true || flags.schema === 'ocsf';
  const question = planned({ ...queryOf({ ...flags, limit: 0, oldestFirst: true }, now), ...range, record });
  const place = await exportPlace(flags.to ?? '', flags, now);
  const stop = new StopSignal();
  try {
    await withStore(storePlace(flags, process.env), async (store) => {
      keepGarbageSmall();
      await claim(place, flags);
      await new ExportRun(flags, question, place, store, stop, now).run();
    });
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
    process.exitCode = stop.exitCode;
  } finally {
    stop.ignore();
    await place.close();
  }
}

async function claim(place: ExportPlace, flags: ExportFlags): Promise<void> {
  const { format, schema, record = false } = flags;
  const words = [...questionWords(flags, { since: undefined, until: undefined }), ...windowWords(flags)];
  try {
    const left = await claimPlace(place.target, place.name, { format, schema, words, record });
    if (left > 0) say(`note: an earlier export was cut off; what it left unfinished is removed (${left})`);
  } catch (error) {
    throw placeProblem(error, place.name, flags.profile);
  }
}

/** An export by days has the days of any window; one in lines has its window as it was written. */
function windowWords({ format, since, until, during }: ExportFlags): readonly string[] {
  if (format === 'parquet') return [];
  const word = (name: string, value: string | undefined) => (value === undefined ? [] : [`--${name}=${value}`]);
  return [...word('since', since), ...word('until', until), ...word('during', during)];
}

/** An export in the making. */
class ExportRun {
  private readonly corrupt = new CorruptRows();
  private readonly unread: string[] = [];
  private lastDay: string | undefined;

  constructor(
    private readonly flags: ExportFlags,
    private readonly question: PlannedQuery,
    private readonly place: ExportPlace,
    private readonly store: Store,
    private readonly stop: StopSignal,
    private readonly now: Date,
  ) {}

  async run(): Promise<void> {
    const done = await this.written();
    await printAnswer(exportAnswer(done), this.flags);
    await this.sayWhatIsLacking(done);
  }

  private async written(): Promise<DoneExport> {
    const { flags, place, question } = this;
    const { since, until } = question.query;
    const done = { place, flags, range: { since, until } };
    try {
      if (flags.format !== 'parquet') {
        return { ...done, events: await writeLines(place, flags.format, flags, this.events()), files: 1 };
      }
      const byDays = await writeDays(place, flags, { since, until }, this.events(), (day) => {
        this.lastDay = day;
      });
      return { ...done, events: byDays.events, files: byDays.files, byDays };
    } catch (error) {
      say(`ssm-audit: ${this.howFar(error)}`);
      throw error;
    }
  }

  private events() {
    const { reader } = this.store.ports.reading(this.corrupt);
    const deps: FindDependencies = {
      reader,
      now: () => this.now,
      corrupt: this.corrupt,
      withEvidence: true,
      onUnread: ({ ref }: StoredEvent) => void this.unread.push(ref),
    };
    return stoppable(withEvidence(reader, findEvents(deps, this.question)), this.stop.abort);
  }

  /** What an export that failed or was stopped has written. */
  private howFar(error: unknown): string {
    const what = error instanceof StoppedError ? 'stopped' : 'not finished';
    if (this.flags.format !== 'parquet') return `${what}: the file is the earlier one, or not there`;
    const written = this.lastDay === undefined ? 'no day is' : `only the days up to ${this.lastDay} are`;
    return `${what}: ${written} known to be whole, and every file is the earlier one or the new one; the same command writes all of it`;
  }

  private async sayWhatIsLacking({ events, byDays }: DoneExport): Promise<void> {
    const { flags, store, question, corrupt } = this;
    const context = { ...flags, storeWords: storeWords(flags) };
    const kept = byDays?.kept ?? [];
    const ends = byDays ? endNotes(dayRange(flags, this.now), this.lastDay, this.now) : [];
    sayNotes(
      [...ends, ...unreadNotes(this.unread), ...keptNotes(kept), ...tooEarlyNotes(byDays?.tooEarly ?? [])],
      context,
    );
    if (kept.length > 0) process.exitCode = EXIT.incomplete;
    const { reader, receipts } = store.ports.reading(corrupt);
    await sayAnswerNotes({ reader, receipts, corrupt, ...keptIn(store.outputs) }, question, events, context);
  }
}
