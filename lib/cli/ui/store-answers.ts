import type { AnswerRequest, Answers, Send } from '../../adapters/http/answers';
import { interruptibleStore } from '../../app/explorer/interruptible-store';
import type { ReadableStore } from '../../app/ports/readable-store';
import { commandWords, evidenceWords } from '../../core/explorer/command-words';
import { type PageAddress, writePage } from '../../core/explorer/page-address';
import type { Names } from '../../core/names/names';
import { safeJson, safeText } from '../../core/text/safe-text';
import { namesIn } from '../names/names-in-file';
import { openStore, type Store, type StorePlace } from '../store/store';
import { ownCommand } from '../terminal/own-command';
import { exported } from './answered-export';
import { answerPage } from './answered-page';
import { Asking } from './asking';
import { completedPage } from './completed-page';
import { ExplorerRules } from './explorer-rules';
import { OpenedFiles } from './local-files';
import { problemMessage, REFUSALS } from './problem-of';

/** How long AWS may be silent, in milliseconds. */
const SILENT_MS = 20_000;

/** How often a page hears how much was read, in milliseconds. */
const PROGRESS_MS = 250;

/** Tells now and then how much was read. Nothing waits for that to be written. */
class Progress {
  /** Whether the answer has begun: what was asked comes first. */
  isHeard = false;
  private told = Date.now();

  constructor(private readonly write: (text: string) => Promise<void>) {}

  tell(rows: number, at: string | undefined): void {
    if (!this.isHeard || Date.now() - this.told < PROGRESS_MS) return;
    this.told = Date.now();
    void this.write(`${JSON.stringify({ type: 'progress', rows, ...(at !== undefined && { at }) })}\n`);
  }
}

/** What is asked, and by which words commands ask it. */
export interface AskedStore {
  readonly place: StorePlace;
  readonly storeWords: readonly string[];
  /** The path of the file of names. */
  readonly names?: string | undefined;
}

/** Answers by the use cases of the command line, from one opened store. */
export class StoreAnswers implements Answers {
  private readonly rules = new ExplorerRules();
  private readonly files: OpenedFiles | undefined;

  /** `silentMs` is how long AWS may be silent, in milliseconds. */
  constructor(
    private readonly store: Store,
    private readonly asked: AskedStore,
    private readonly silentMs: number = SILENT_MS,
    private readonly names?: Names,
  ) {
    this.files = store.place.kind === 'local' ? new OpenedFiles(store.place.folder) : undefined;
  }

  /** Opens the store. Rejects as commands do if it cannot be read. */
  static async open(asked: AskedStore): Promise<StoreAnswers> {
    const given = asked.names === undefined ? undefined : await namesIn(asked.names);
    return new StoreAnswers(await openStore(asked.place, { isWatched: false }), asked, SILENT_MS, given?.names);
  }

  async answer(request: AnswerRequest, send: Send, signal: AbortSignal): Promise<void> {
    if (request.kind === 'export') await this.exportTo(request, send, signal);
    else await this.answerTo(request, send, signal);
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private async answerTo(request: AnswerRequest & { kind: 'api' }, send: Send, signal: AbortSignal): Promise<void> {
    const progress = new Progress((text) => send({ text }));
    try {
      let status: 404 | undefined;
      const asking = this.asking((text) => send({ text, ...(status && { refusal: status }) }), signal, progress);
      const { page, notes } = await completedPage(asking, request.name, request.page);
      const begin = async (refusal?: 404) => {
        status = refusal;
        await this.sendAsked(asking, page);
        await asking.sendNotes(notes);
        progress.isHeard = true;
      };
      await answerPage({ asking, name: request.name, page, rules: this.rules, begin });
    } catch (error) {
      if (!signal.aborted) await this.refuse(error, send, !progress.isHeard);
    }
  }

  private async exportTo(request: AnswerRequest & { kind: 'export' }, send: Send, signal: AbortSignal): Promise<void> {
    let isBegun = false;
    try {
      const asking = this.asking(async () => undefined, signal);
      for await (const text of exported(asking, request.name, request.page.question)) {
        isBegun = true;
        await send({ text });
        if (signal.aborted) return;
      }
    } catch (error) {
      if (signal.aborted) return;
      const explained = await this.explained(error);
      // A file with an error in it would look like an answer.
      if (isBegun || REFUSALS[problemMessage(explained).problem] === undefined) throw explained;
      await this.refuse(explained, send, true);
    }
  }

  /** Says what went wrong; of a question that has no answer, in place of one. */
  private async refuse(error: unknown, send: Send, isFirst: boolean): Promise<void> {
    const message = problemMessage(await this.explained(error));
    const refusal = isFirst ? REFUSALS[message.problem] : undefined;
    await send({ text: `${safeJson(JSON.stringify(message))}\n`, ...(refusal && { refusal }) });
  }

  private async sendAsked(asking: Asking, page: PageAddress): Promise<void> {
    const { place, storeWords } = this.asked;
    const command = (...words: readonly string[]) => safeText(ownCommand(...words, ...storeWords));
    await asking.send({
      type: 'asked',
      address: writePage(page),
      command: command(...commandWords(page)),
      ...(page.page === 'events' && { evidence: command(...evidenceWords(page.question)) }),
      start: command('ui'),
      store: place.kind === 'local' ? place.folder : place.stack,
      now: asking.now.toISOString(),
    });
  }

  private asking(write: (text: string) => Promise<void>, signal: AbortSignal, progress?: Progress): Asking {
    const { store, files } = this;
    files?.require();
    const onPage = (rows: number, at: string | undefined) => {
      files?.require();
      progress?.tell(rows, at);
    };
    const patience = store.place.kind === 'local' ? { signal } : { signal, silentMs: this.silentMs };
    const ports: ReadableStore = interruptibleStore(store.ports, { ...patience, onPage });
    return new Asking({ ...store, ports }, this.asked.storeWords, new Date(), write, this.names);
  }

  /** Credentials that were good at the start may expire while the explorer runs. */
  private async explained(error: unknown): Promise<unknown> {
    const { place } = this.asked;
    if (place.kind === 'local') return error;
    const { explained } = await import('../store/deployed-stack.js');
    return explained(error, place);
  }
}
