/** What the project knows about one field of an event. */
export interface EventField {
  /** The type of its values; a `mark` is true or absent. */
  readonly type: 'text' | 'texts' | 'boolean' | 'mark' | 'count' | 'outcome' | 'origin' | 'resources';
  /**
   * Where its value comes from: `record` copies the text of the record's member of the same name, `event` is what the
   * code understands from the record, and `row` says how the record was stored.
   */
  readonly from: 'record' | 'event' | 'row';
  /** Whether every event has it. */
  readonly required?: true;
  /**
   * Where rows store it: in a `key`; beside the key and in the `index` by principal; only in the `row`; or in `marks`,
   * one map for fields that few events have. Put a new field into `marks`, because the projection of the index is
   * fixed.
   */
  readonly stands: 'key' | 'index' | 'row' | 'marks';
  /**
   * Its column in CSV. Scripts rely on it, so a new field takes the next number. Absent if CSV leaves the field out.
   */
  readonly csv?: number;
  /** Whether the output of an event leaves it out, because only the table needs it. */
  readonly hidden?: true;
  /** How long its text may be in an alert. Absent if alerts do not contain it. */
  readonly alert?: 'short' | 'long' | 'arn';
  /**
   * Whether it is an attribute of the message, by which subscribers can filter. SNS allows ten attributes, `rule`,
   * `level` and `resource` included.
   */
  readonly subscribed?: true;
  /** The name of its term, if you can find events by it. */
  readonly term?: string;
  /**
   * How many bytes rows keep. Longer text is cut, and you cannot find events by it. Without this, text is cut and
   * hashed, but only far later.
   */
  readonly bytes?: number;
}

/**
 * The fields of an event, in the order in which commands show them. What rows store, what indexes project, and what is
 * printed, exported and alerted derive from this table. Fields that CloudTrail has keep CloudTrail's names ("Record
 * contents").
 */
export const EVENT_FIELDS = {
  eventName: { type: 'text', from: 'event', required: true, stands: 'key', csv: 2, alert: 'short', subscribed: true },
  /** ISO 8601 in UTC to the second, `2018-03-06T20:30:12Z`. */
  eventTime: { type: 'text', from: 'event', required: true, stands: 'row', csv: 1, alert: 'short' },
  /** CloudTrail's ID, or `sha256:<hash of the record>` if the record has none. */
  eventID: { type: 'text', term: 'eventID', from: 'event', required: true, stands: 'index', csv: 17, alert: 'short' },
  eventSource: { type: 'text', from: 'event', required: true, stands: 'index', csv: 3, alert: 'short' },
  /** Never empty. `principalSource` says what it contains. */
  userIdentityArn: {
    type: 'text',
    from: 'event',
    required: true,
    stands: 'key',
    csv: 8,
    alert: 'arn',
    subscribed: true,
  },
  principalSource: { type: 'text', from: 'event', required: true, stands: 'index', csv: 9, alert: 'short' },
  /** The role behind a session. */
  roleArn: { type: 'text', term: 'role', from: 'event', stands: 'index', csv: 10, alert: 'arn', subscribed: true },
  /** Who made the call, as a person would name them. */
  actor: { type: 'text', term: 'actor', from: 'event', stands: 'index', csv: 6, alert: 'short' },
  actorSource: { type: 'text', from: 'event', stands: 'index', csv: 7, alert: 'short' },
  awsRegion: { type: 'text', from: 'record', stands: 'index', csv: 11, alert: 'short', subscribed: true },
  recipientAccountId: { type: 'text', from: 'record', stands: 'index', csv: 12, alert: 'short', subscribed: true },
  sourceIPAddress: { type: 'text', term: 'sourceIPAddress', from: 'record', stands: 'index', csv: 13, alert: 'short' },
  /**
   * Cut at CloudTrail's own limit ("Record contents"), so you cannot find events by it. Columns have less of it where the
   * row would take another write unit, and then end in `…` (`core/rows/fitted-columns`).
   */
  userAgent: { type: 'text', from: 'record', stands: 'index', csv: 14, alert: 'long', bytes: 1024 },
  accessKeyId: { type: 'text', term: 'accessKeyId', from: 'event', stands: 'index', csv: 15, alert: 'short' },
  errorCode: { type: 'text', from: 'record', stands: 'index', csv: 5, alert: 'short' },
  outcome: {
    type: 'outcome',
    term: 'outcome',
    from: 'event',
    required: true,
    stands: 'index',
    csv: 4,
    alert: 'short',
    subscribed: true,
  },
  readOnly: { type: 'boolean', from: 'event', stands: 'index', csv: 16 },
  resources: { type: 'resources', term: 'resource', from: 'event', required: true, stands: 'index', csv: 18 },
  /** How the log file came to be indexed. */
  origin: { type: 'origin', from: 'row', stands: 'index', csv: 19 },
  logFile: { type: 'text', from: 'row', stands: 'index', csv: 20, alert: 'arn' },
  /** The record's place among those of its log file, from 0. */
  recordIndex: { type: 'count', from: 'row', stands: 'row', hidden: true },
  /** Why the record could not be indexed. */
  quarantineReason: { type: 'text', from: 'row', stands: 'row', csv: 24, alert: 'short' },
  /** Why somebody made the call, in their own words: the reason of a session, the comment of a command (`core/record/reason`). */
  reason: { type: 'text', from: 'event', stands: 'marks', csv: 25, alert: 'long', bytes: 1024 },
  /** A KMS call on a parameter. It shows which SecureString was really decrypted. */
  related: { type: 'mark', from: 'event', stands: 'marks', csv: 21 },
  /** A call that tampers with this system itself. */
  guard: { type: 'mark', from: 'event', stands: 'marks', csv: 28 },
  /** The agent's own traffic about its own instance. */
  agent: { type: 'mark', from: 'event', stands: 'marks', csv: 23 },
  /** A second, different record under a key that was taken. */
  conflict: { type: 'mark', from: 'row', stands: 'marks', csv: 22 },
  /**
   * Ids of nodes that a text of the call, such as a comment or a script, only mentions. Nothing says why it mentions
   * them.
   */
  mentions: { type: 'texts', from: 'event', stands: 'marks', csv: 26, term: 'mentions' },
  /** Other names by which you can find the actor: Identity Center's ID of a person, or the name of the session. */
  actorAliases: { type: 'texts', from: 'event', stands: 'marks', csv: 27 },
  /** How many resources, mentions and terms the row's own lists leave out. */
  resourcesOmitted: { type: 'count', from: 'row', stands: 'marks' },
  mentionsOmitted: { type: 'count', from: 'row', stands: 'marks' },
  termsOmitted: { type: 'count', from: 'row', stands: 'marks' },
} as const satisfies Readonly<Record<string, EventField>>;

type Fields = typeof EVENT_FIELDS;
export type EventFieldName = keyof Fields;

/** The names of the fields that have these properties. */
export type FieldsWith<Said extends Partial<EventField>> = {
  [Name in EventFieldName]: Fields[Name] extends Said ? Name : never;
}[EventFieldName];

/** The fields that have these properties, in the order of the table. */
export function fieldsWith<const Said extends Partial<EventField>>(said: Said): readonly FieldsWith<Said>[] {
  return fieldNames().filter((name): name is FieldsWith<Said> => {
    const field: EventField = EVENT_FIELDS[name];
    return Object.entries(said).every(([key, value]) => field[key as keyof EventField] === value);
  });
}

/** All fields, in the order of the table. */
export function fieldNames(): readonly EventFieldName[] {
  return Object.keys(EVENT_FIELDS) as EventFieldName[];
}

/** The fields in CSV, in the order of its columns. */
export function fieldsInCsv(): readonly EventFieldName[] {
  const column = (name: EventFieldName) => (EVENT_FIELDS[name] satisfies EventField as EventField).csv ?? 0;
  return fieldNames()
    .filter((name) => column(name) > 0)
    .sort((one, other) => column(one) - column(other));
}
