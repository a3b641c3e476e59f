/** How many keys an error about an object that is no CloudTrail names, and how much of each. A digest has fewer than 24. */
const MAX_NAMES = 24;
const MAX_NAME_LENGTH = 64;

/**
 * What stands under a key of an object that holds records: a list of nothing else (`Records`, as CloudTrail delivers
 * it), a list of what may be or hold one each (`Events`: the output of `aws cloudtrail lookup-events`; `records`, which
 * other services' logs have too), such an event itself (EventBridge), or a text with the JSON of one (an event of
 * `lookup-events`).
 */
const ROLE_BY_KEY = {
  Records: 'records',
  records: 'list',
  Events: 'list',
  detail: 'event',
  CloudTrailEvent: 'text',
} as const;
type Role = (typeof ROLE_BY_KEY)[keyof typeof ROLE_BY_KEY];

/** Keys that a record of CloudTrail has, one or both, and nothing that holds records. */
const RECORD_KEYS: ReadonlySet<string> = new Set(['eventVersion', 'eventSource']);

/**
 * An object that is being read key by key, to find out whether it is a record, contains records, or is not from
 * CloudTrail.
 */
export class OpenObject {
  readonly kind = 'object';
  private readonly first: string[] = [];
  private key = '';
  private holds: string | undefined;

  constructor(
    /** The position of its brace in the decompressed file. */
    readonly offset: number,
  ) {}

  /** The names of the first keys in the order of the file, cut to a length fit for a message. */
  get names(): readonly string[] {
    return this.first;
  }

  /** Whether the keys so far show that it contains records. */
  get holdsRecords(): boolean {
    return this.holds !== undefined;
  }

  /** Whether the latest key shows that it is a record. */
  get isRecord(): boolean {
    return !this.holdsRecords && RECORD_KEYS.has(this.key);
  }

  /** Takes the next key. */
  add(name: string): void {
    this.key = name;
    if (this.first.length < MAX_NAMES) this.first.push(name.slice(0, MAX_NAME_LENGTH));
  }

  /** What the latest key says about its value. Undefined if it says nothing, or if an earlier key did. */
  get role(): Role | undefined {
    return this.holdsRecords ? undefined : roleOf(this.key);
  }

  /** Whether the latest key is a second list of records. Nobody can know which of the two counts. */
  get isSecondList(): boolean {
    return this.holdsRecords && roleOf(this.key) === 'records';
  }

  /** Confirms that the value of the latest key is what its role says. */
  hold(): void {
    this.holds = this.key;
  }
}

function roleOf(key: string): Role | undefined {
  return Object.hasOwn(ROLE_BY_KEY, key) ? ROLE_BY_KEY[key as keyof typeof ROLE_BY_KEY] : undefined;
}
