import type { Receipt } from '../../core/rows/delivery-row';
import { type Deadline, OutOfTimeError } from '../ports/deadline';
import type { AccountListing, LogAccount, LogRegion } from '../ports/log-file-listing';
import type {
  ReconciliationState,
  ReconciliationStates,
  UnfinishedPass,
} from '../ports/progress/reconciliation-states';
import type { ReceiptFolders } from '../ports/receipt-folders';
import type { NewestReceipts } from '../ports/receipt-reader';
import { filesWithReceipts } from './files-with-receipts';
import { listedInScope } from './listed-in-scope';
import { accountsInOrder, accountsUpTo, type PassPart, partsLeft } from './pass-parts';
import { type Findings, type PassListener, PassProgress } from './pass-progress';
import { reconciledFile } from './reconciled-file';

/**
 * How many parts to compare at once. Each holds a page of the listing and one of receipts in memory, some megabytes
 * together.
 */
export const PARTS_AT_ONCE = 12;

/** How often to store how far the pass has come, in milliseconds. */
const STORE_MS = 10_000;

/** How many log files of a part there are between two looks at the clock. */
const FILES_A_LOOK = 100;

const SECOND_MS = 1_000;

/** The sources of a pass. Their requests end by a deadline. */
export interface PassSources {
  readonly listing: AccountListing;
  readonly receipts: ReceiptFolders;
  readonly newest: NewestReceipts;
}

/** What a run of a pass needs. */
export interface PassRunDependencies {
  readonly sources: PassSources;
  readonly states: ReconciliationStates;
  readonly now: () => Date;
  /** By when to compare no further, and by when the run has to have stored how far it has come. */
  readonly compareBy: Deadline;
  readonly storeBy: Deadline;
  /** Who works on the pass, and until when. */
  readonly held: NonNullable<ReconciliationState['held']>;
  /** A log file that came after it (ISO 8601) and is not indexed may still be in progress. */
  readonly youngSince: string;
}

/** Another run has stored a state since this one began. */
export class AnotherRunError extends Error {
  constructor() {
    super('another run has stored how far the comparison has come: expected this run alone; the next one continues');
    this.name = 'AnotherRunError';
  }
}

/** One run of a pass: from where the run before it ended, as far as its time allows. */
export class PassRun {
  private readonly progress: PassProgress;
  private accounts: readonly LogAccount[] = [];
  private failure: unknown;
  private storedAt = 0;
  private isStoring = false;

  constructor(
    private readonly deps: PassRunDependencies,
    private readonly listener: PassListener,
    /** The state as it is stored. */
    public state: ReconciliationState,
    private readonly pass: UnfinishedPass,
  ) {
    this.progress = new PassProgress(pass);
  }

  /** What this run itself compared. */
  get compared() {
    return this.progress.compared;
  }

  /** Takes the pass, so that no other run works on it. Rejects with `AnotherRunError` if one does. */
  take(): Promise<void> {
    return this.store({ pass: this.snapshot(), held: this.deps.held });
  }

  /** Compares what is left, and stores that the pass is done. */
  async toItsEnd(): Promise<void> {
    this.accounts = await accountsInOrder(this.deps.sources.listing);
    await this.compareParts();
    const others = await this.unlistedAccounts();
    for (const receipt of others) this.progress.unlistedFound(receipt);
    const { since, until, counts, unlisted } = this.progress.snapshot();
    await this.store({ last: { since, until, counts, unlisted, finishedAt: this.deps.now().toISOString() } });
  }

  /** Stores how far the pass has come, and leaves it to the next run. */
  release(): Promise<void> {
    return this.store({ pass: this.snapshot() });
  }

  private async compareParts(): Promise<void> {
    const { begun, open } = this.pass;
    const parts = this.begunOnes(partsLeft(this.accounts, begun, open));
    const worker = async () => {
      try {
        for await (const part of parts) await this.comparePart(part);
      } catch (error) {
        this.failure ??= error;
      }
    };
    await Promise.all(Array.from({ length: PARTS_AT_ONCE }, worker));
    if (this.failure !== undefined) throw this.failure;
  }

  /** A part is begun before anybody can store that a later one is. */
  private async *begunOnes(parts: AsyncIterable<PassPart>): AsyncGenerator<PassPart> {
    for await (const part of parts) {
      this.progress.begin(part);
      yield part;
    }
  }

  private async comparePart(part: PassPart): Promise<void> {
    if (part.region) await this.compareFiles(part, part.region);
    const unlisted = part.region ? await this.unlistedFiles(part, part.region) : await this.unlistedRegions(part);
    this.progress.end(part, unlisted);
    await this.look();
  }

  private async compareFiles(part: PassPart, region: LogRegion): Promise<void> {
    const scope = { ...this.scope(), ...(part.after !== undefined && { after: part.after }) };
    let files = 0;
    for (const folder of region.folders(scope)) {
      const listed = listedInScope(folder.files(), scope);
      for await (const pair of filesWithReceipts(listed, this.deps.sources.receipts)) {
        this.progress.fileCompared(part, reconciledFile(pair, this.deps.youngSince));
        files += 1;
        if (files % FILES_A_LOOK === 0) await this.look();
      }
    }
  }

  /** The newest receipt of a region, if the bucket has no log file of it up to that one. */
  private async unlistedFiles(part: PassPart, region: LogRegion): Promise<readonly Receipt[]> {
    if (this.progress.hasFiles(part)) return [];
    const newest = await this.deps.sources.newest.ofAccount(part.account.accountId);
    const own = newest.filter((receipt) => receipt.region === region.region && this.isRecent(receipt));
    const isListed = await Promise.all(own.map((receipt) => this.hasFilesUpTo(region, receipt)));
    return own.filter((_, index) => !isListed[index]);
  }

  private async hasFilesUpTo(region: LogRegion, { deliveredAt = '' }: Receipt): Promise<boolean> {
    const until = new Date(Date.parse(deliveredAt) + SECOND_MS).toISOString();
    const scope = { ...this.scope(), until };
    for (const folder of region.folders(scope)) for await (const _ of listedInScope(folder.files(), scope)) return true;
    return false;
  }

  /** The newest receipts of regions that an account has no folder for, also if one looks again. */
  private async unlistedRegions({ account, regions }: PassPart): Promise<readonly Receipt[]> {
    const newest = await this.deps.sources.newest.ofAccount(account.accountId);
    const without = (known: readonly LogRegion[]) => (receipt: Receipt) =>
      this.isRecent(receipt) && !known.some(({ region }) => region === receipt.region);
    const suspected = newest.filter(without(regions));
    return suspected.length === 0 ? [] : suspected.filter(without(await account.regions()));
  }

  /** The newest receipts of accounts that have no folder, also if one looks again. */
  private async unlistedAccounts(): Promise<readonly Receipt[]> {
    const suspected = await this.newestWithout(this.accounts);
    if (suspected.length === 0) return [];
    return this.newestWithout(await accountsInOrder(this.deps.sources.listing));
  }

  private async newestWithout(accounts: readonly LogAccount[]): Promise<readonly Receipt[]> {
    const known = new Set(accounts.map(({ accountId }) => accountId));
    const receipts: Receipt[] = [];
    for await (const receipt of this.deps.sources.newest.all()) {
      if (this.isRecent(receipt) && !known.has(receipt.accountId ?? '')) receipts.push(receipt);
    }
    return receipts;
  }

  /** Whether a receipt shows deliveries in the window, or since. */
  private isRecent({ deliveredAt = '' }: Receipt): boolean {
    return this.pass.since <= deliveredAt;
  }

  private scope() {
    return { since: this.pass.since, until: this.pass.until, accounts: [], regions: [] };
  }

  /** Stops if another part has failed or time is over. Now and then, stores how far the pass has come. */
  private async look(): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    if (this.deps.compareBy.remainingMs() <= 0)
      throw new OutOfTimeError('the comparison of the bucket with the receipts');
    if (this.isStoring || this.deps.now().getTime() - this.storedAt < STORE_MS) return;
    await this.store({ pass: this.snapshot(), held: this.deps.held });
  }

  private snapshot(): UnfinishedPass {
    const pass = this.progress.snapshot();
    if (this.accounts.length === 0) return pass;
    return { ...pass, accounts: this.accounts.length, accountsBegun: accountsUpTo(this.accounts, pass.begun) };
  }

  /** What waits to be told is told once it is stored. */
  private async store(changed: Pick<ReconciliationState, 'held' | 'last' | 'pass'>): Promise<void> {
    const { window, last, revision } = this.state;
    const next = { window, ...(last && { last }), ...changed, revision: revision + 1 };
    const findings = this.progress.takeFindings();
    this.isStoring = true;
    try {
      if (!(await this.deps.states.save(next, this.deps.storeBy))) throw new AnotherRunError();
    } catch (error) {
      this.progress.takeBack(findings);
      throw error;
    } finally {
      this.isStoring = false;
    }
    this.state = next;
    this.storedAt = this.deps.now().getTime();
    this.tell(findings);
  }

  private tell({ wrong, unlisted }: Findings): void {
    for (const finding of wrong) this.listener.onWrongFile(finding);
    for (const receipt of unlisted) this.listener.onUnlisted(receipt);
  }
}
