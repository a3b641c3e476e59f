import type { Receipt } from '../../core/rows/delivery-row';
import type { OpenPart, UnfinishedPass } from '../ports/progress/reconciliation-states';
import type { PassPart } from './pass-parts';
import type { ReconcileCounts, WrongFile } from './reconcile';
import { isWrong, type ReconciledFile } from './reconciled-file';

/** Who is told what a run finds. A finding is told once it is stored, so that no later run tells it again. */
export interface PassListener {
  readonly onWrongFile: (finding: WrongFile) => void;
  /** The newest receipt of an account and region whose log files are not in the bucket. */
  readonly onUnlisted: (receipt: Receipt) => void;
}

/** What was found and is not told yet. */
export interface Findings {
  readonly wrong: WrongFile[];
  readonly unlisted: Receipt[];
}

/** How many findings wait to be told at most. The others are counted. */
const MOST_WAITING = 100;

/** No log file at all. */
export const NOTHING: ReconcileCounts = { received: 0, missing: 0, failed: 0, changed: 0, archived: 0, waiting: 0 };

/**
 * How far a pass has come, and what waits to be told. Each change is made at once, without waiting for anything, so that
 * `snapshot` is consistent whenever it is taken.
 */
export class PassProgress {
  /** What this run itself compared. */
  readonly compared: Record<keyof ReconcileCounts, number> = { ...NOTHING };
  private readonly counts: Record<keyof ReconcileCounts, number>;
  private readonly open: Map<string, OpenPart>;
  private unlisted: number;
  private begun: string;
  private waiting: Findings = { wrong: [], unlisted: [] };

  constructor(private readonly pass: UnfinishedPass) {
    this.counts = { ...pass.counts };
    this.open = new Map(pass.open.map((part) => [part.id, part]));
    this.unlisted = pass.unlisted;
    this.begun = pass.begun;
  }

  /** A part is begun, now or by a run before. */
  begin({ id, after, hasFiles }: PassPart): void {
    if (!this.open.has(id)) this.begun = id;
    this.open.set(id, { id, hasFiles, ...(after !== undefined && { after }) });
  }

  /** A log file of a part is compared. */
  fileCompared({ id }: PassPart, found: ReconciledFile): void {
    this.open.set(id, { id, after: found.file.key, hasFiles: true });
    this.counts[found.state] += 1;
    this.compared[found.state] += 1;
    if (isWrongFile(found) && this.waiting.wrong.length < MOST_WAITING) this.waiting.wrong.push(found);
  }

  hasFiles({ id }: PassPart): boolean {
    return this.open.get(id)?.hasFiles === true;
  }

  /** A part is done. `unlisted` are the newest receipts of what the bucket does not have. */
  end({ id }: PassPart, unlisted: readonly Receipt[]): void {
    this.open.delete(id);
    for (const receipt of unlisted) this.unlistedFound(receipt);
  }

  /** The bucket does not have what a receipt is of. */
  unlistedFound(receipt: Receipt): void {
    this.unlisted += 1;
    if (this.waiting.unlisted.length < MOST_WAITING) this.waiting.unlisted.push(receipt);
  }

  /** Takes what waits to be told, because it is about to be stored. */
  takeFindings(): Findings {
    const taken = this.waiting;
    this.waiting = { wrong: [], unlisted: [] };
    return taken;
  }

  /** Takes findings back that could not be stored. */
  takeBack({ wrong, unlisted }: Findings): void {
    this.waiting.wrong.unshift(...wrong);
    this.waiting.unlisted.unshift(...unlisted);
  }

  /** The pass as it stands. */
  snapshot(): UnfinishedPass {
    const counts = { ...this.counts };
    return { ...this.pass, counts, unlisted: this.unlisted, begun: this.begun, open: [...this.open.values()] };
  }
}

function isWrongFile(found: ReconciledFile): found is WrongFile {
  return isWrong(found.state);
}
