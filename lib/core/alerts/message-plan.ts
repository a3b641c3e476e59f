import { scalarAttributesOf } from './alert-attributes';
import type { KeyedMatch } from './keyed-match';
import { FLOOD_MS, messageLimit } from './match-group';

/** A call in a message. */
export type SentCall = Pick<KeyedMatch, 'call' | 'id' | 'time'>;

/** A message that was sent for a group: the calls in it, the first one first. */
export type SentMessage = readonly SentCall[];

/** A sent message as JSON, for the state: `[[call, id, time], …]`. */
export function sentMessageJson(message: SentMessage): string {
  return JSON.stringify(message.map(({ call, id, time }) => [call, id, time]));
}

/** The message in such a JSON text. Leaves out what it cannot read, so that these events are sent again. */
export function readSentMessage(json: string): SentMessage {
  const calls = parsedList(json).flatMap((each) => (Array.isArray(each) ? [each] : []));
  return calls.map(([call, id, time]) => ({ call: String(call), id: String(id), time: Number(time) }));
}

function parsedList(json: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** Why a match is not sent at once: it is the same call again, or its group has sent its messages of the hour. */
export type SuppressionReason = 'repeat' | 'flood';

/** A match that waits for a digest. */
export interface SuppressedMatch {
  readonly keyed: KeyedMatch;
  readonly reason: SuppressionReason;
  /** When its digest is due, in epoch milliseconds. For a repeat, when its window closes. For a flood, at once. */
  readonly dueAt: number;
}

/** What happens to the matches of a group. Matches that were sent before are in neither list. */
export interface MessagePlan {
  /** One message for each element. The matches of a message share every attribute and are within an hour. */
  readonly messages: readonly (readonly KeyedMatch[])[];
  readonly suppressed: readonly SuppressedMatch[];
}

/** How to plan a group. */
export interface PlanSettings {
  /** How long a message suppresses the same call, in milliseconds. */
  readonly windowMs: number;
  /** Whether to put matches that share every attribute into one message. */
  readonly joinsMatches: boolean;
}

/** How long the messages of a group affect its next ones, in milliseconds. */
export function lookBackMs(windowMs: number): number {
  return Math.max(windowMs, FLOOD_MS);
}

/**
 * How late CloudTrail delivers, in milliseconds ("within an average of about 5 minutes", CloudTrail user guide). A
 * closing window waits this long for its last calls, so that one digest closes it.
 */
const DELIVERY_MS = 10 * 60 * 1000;

/**
 * When the digest of a suppressed match is due, in epoch milliseconds, as seen at `now`. An event with a time in the
 * future waits no longer than one of now, because the state does not keep it until then.
 */
export function digestDueAt({ reason, dueAt }: SuppressedMatch, now: number, windowMs: number): number {
  return Math.min(dueAt, reason === 'flood' ? now : now + windowMs + DELIVERY_MS);
}

/** Plans the messages of the matches of a group, sorted by time, given the messages that were sent for it before. */
export function planMessages(
  matches: readonly KeyedMatch[],
  sent: readonly SentMessage[],
  settings: PlanSettings,
): MessagePlan {
  const plan = new GroupPlan(sent, settings);
  for (const match of matches) plan.add(match);
  return plan;
}

class GroupPlan implements MessagePlan {
  readonly messages: KeyedMatch[][] = [];
  readonly suppressed: SuppressedMatch[] = [];
  private readonly known: ReadonlySet<string>;
  /** Times of the messages, in order. */
  private readonly times: number[];
  /** Times of the calls that messages were about, by key, in order. */
  private readonly calls = new Map<string, number[]>();
  /** The latest message of each set of attributes. */
  private readonly open = new Map<string, KeyedMatch[]>();

  constructor(
    sent: readonly SentMessage[],
    private readonly settings: PlanSettings,
  ) {
    const calls = sent.flat().sort((one, other) => one.time - other.time);
    this.known = new Set(calls.map(({ id }) => id));
    this.times = sent.flatMap((message) => message[0]?.time ?? []).sort((one, other) => one - other);
    for (const call of calls) this.note(call);
  }

  add(keyed: KeyedMatch): void {
    if (this.known.has(keyed.id)) return;
    const { windowMs } = this.settings;
    const same = latestWithin(this.calls.get(keyed.call) ?? [], keyed.time, windowMs);
    if (same !== undefined && messageLimit(keyed.match.rule.level) !== Number.POSITIVE_INFINITY) {
      this.suppressed.push({ keyed, reason: 'repeat', dueAt: same + windowMs + DELIVERY_MS });
    } else if (!this.join(keyed)) this.begin(keyed);
  }

  /** Adds the match to a message of this plan that has all its attributes. */
  private join(keyed: KeyedMatch): boolean {
    const message = this.settings.joinsMatches ? this.open.get(attributesOf(keyed)) : undefined;
    const [first] = message ?? [];
    if (message === undefined || first === undefined || keyed.time - first.time >= FLOOD_MS) return false;
    message.push(keyed);
    this.note(keyed);
    return true;
  }

  private begin(keyed: KeyedMatch): void {
    if (countWithin(this.times, keyed.time, FLOOD_MS) >= messageLimit(keyed.match.rule.level)) {
      this.suppressed.push({ keyed, reason: 'flood', dueAt: keyed.time });
      return;
    }
    const message = [keyed];
    this.messages.push(message);
    this.open.set(attributesOf(keyed), message);
    insert(this.times, keyed.time);
    this.note(keyed);
  }

  private note({ call, time }: SentCall): void {
    const times = this.calls.get(call);
    if (times === undefined) this.calls.set(call, [time]);
    else insert(times, time);
  }
}

function attributesOf({ match }: KeyedMatch): string {
  return JSON.stringify(scalarAttributesOf(match.rule, match.observed.event));
}

/** The latest of some ordered times that is less than a span away, before or after. */
function latestWithin(times: readonly number[], time: number, spanMs: number): number | undefined {
  const latest = times.findLast((each) => each < time + spanMs);
  return latest !== undefined && latest > time - spanMs ? latest : undefined;
}

function countWithin(times: readonly number[], time: number, spanMs: number): number {
  let count = 0;
  for (let at = times.length - 1; at >= 0; at -= 1) {
    const each = times[at] ?? 0;
    if (each <= time - spanMs) break;
    if (each < time + spanMs) count += 1;
  }
  return count;
}

/** Keeps times in order. Matches come in the order of time, so most go to the end. */
function insert(times: number[], time: number): void {
  const before = times.findLastIndex((each) => each <= time);
  times.splice(before + 1, 0, time);
}
