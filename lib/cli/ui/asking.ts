import type { FindDependencies } from '../../app/ask/find-events';
import type { AnswerNote } from '../../app/completeness/answer-note';
import type { CoverageDependencies } from '../../app/completeness/coverage';
import type { ReadMeasurement } from '../../app/ports/readable-store';
import { addressOfCommand } from '../../core/explorer/command-address';
import { DOCUMENT, type Message } from '../../core/explorer/messages';
import { NamesToTell } from '../../core/explorer/told-names';
import type { Names } from '../../core/names/names';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import { safeJson } from '../../core/text/safe-text';
import { keptIn } from '../query/answer-notes';
import { textOf } from '../render/say-notes';
import type { Store } from '../store/store';

/** What use cases read by, and what that costs. */
export type AskingDependencies = FindDependencies &
  CoverageDependencies & { readonly corrupt: CorruptRows; readonly meter: ReadMeasurement };

/** One question that is being answered, and where its messages go. */
export class Asking {
  readonly corrupt = new CorruptRows();
  private readonly names: NamesToTell | undefined;

  constructor(
    /** The store, as one reader sees it who may go away. */
    readonly store: Store,
    /** The words by which commands ask the same store. */
    readonly storeWords: readonly string[],
    readonly now: Date,
    private readonly write: (line: string) => Promise<void>,
    /** What names are looked up in. */
    names?: Names,
  ) {
    this.names = names && new NamesToTell(names);
  }

  /** What use cases read by. Each call begins to count anew what was read. */
  dependencies(): AskingDependencies {
    const { ports, outputs } = this.store;
    const { reader, receipts, meter } = ports.reading(this.corrupt);
    return { reader, receipts, meter, corrupt: this.corrupt, now: () => this.now, ...keptIn(outputs) };
  }

  /** Sends a message; resolves when the next may come. */
  async send(message: Message): Promise<void> {
    await this.sendNames(message);
    await this.write(`${safeJson(JSON.stringify(message))}\n`);
  }

  /** Sends the message of a document that is JSON already. */
  async sendDocument(json: string): Promise<void> {
    if (this.names) await this.sendNames(JSON.parse(json));
    await this.write(`${DOCUMENT}${safeJson(json)}}\n`);
  }

  private async sendNames(of: unknown): Promise<void> {
    const names = this.names?.in(of) ?? [];
    if (names.length > 0) await this.write(`${safeJson(JSON.stringify({ type: 'names', names } satisfies Message))}\n`);
  }

  /** Sends what an answer lacks, in the words that the command line has for it. */
  async sendNotes(notes: readonly AnswerNote[]): Promise<void> {
    for (const note of notes) {
      const address = note.command && addressOfCommand(note.command);
      const text = textOf(note, this);
      await this.send({ type: 'note', kind: note.kind, text, ...(address !== undefined && { address }) });
    }
  }
}
