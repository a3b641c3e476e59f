/** How many keys an error about a missing `Records` names, and how much of each. A digest has fewer than 24. */
const MAX_NAMES = 24;
const MAX_NAME_LENGTH = 64;

/** The keys at the top level of one object, as far as anybody asks: the first few names, and where `Records` stands. */
export class TopLevelKeys {
  private readonly first: string[] = [];
  private last: string | undefined;
  private recordsSeen = 0;

  /** The names of the first keys in the order of the file, cut to a length fit for a message. */
  get names(): readonly string[] {
    return this.first;
  }

  /** How often `Records` was a key so far. */
  get timesRecords(): number {
    return this.recordsSeen;
  }

  /** Whether the latest key is `Records`. */
  get isAtRecords(): boolean {
    return this.last === RECORDS;
  }

  add(name: string): void {
    this.last = name;
    if (this.isAtRecords) this.recordsSeen += 1;
    if (this.first.length < MAX_NAMES) this.first.push(name.slice(0, MAX_NAME_LENGTH));
  }
}

const RECORDS = 'Records';
