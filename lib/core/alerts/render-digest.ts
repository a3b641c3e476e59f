import { safeJson } from '../text/safe-text';
import { shellWord } from '../text/shell-word';
import { messageAttributes } from './alert-attributes';
import { type Fact, listed, resourceText } from './alert-facts';
import { fitting } from './alert-text';
import { causeOf } from './chat/cause';
import { type ChatParts, chatNotification } from './chat/chat-notification';
import { chatCommandStep } from './chat/chat-steps';
import { actorsOf, type Digest, entryLine, resourcesIn } from './digest';
import type { DigestEntry } from './digest-entry';
import { alertEvent } from './event-bus/alert-event';
import { factLines, namedFacts, type RenderedAlert, section, subjectOf } from './message-text';
import { type CommandWords, PLAIN_COMMAND, runnable } from './next-steps';
import type { AlertRendering } from './render-alert';

/** The message of a digest, below the 256 KB that SNS takes. */
export function renderDigest(digest: Digest, { words = PLAIN_COMMAND }: AlertRendering = {}): RenderedAlert {
  const headline = headlineOf(digest);
  const subject = subjectOf(headline);
  const lines = [
    headline,
    '',
    ...factLines(factsOf(digest)),
    ...section('what to do next', [queryCommand(digest, words)]),
    ...section('events', digest.entries.map(entryLine)),
  ];
  return {
    subject,
    message: [...lines, '', safeJson(JSON.stringify(digestDocument(digest)))].join('\n'),
    attributes: messageAttributes(
      attributesOf(digest),
      digest.entries.flatMap(({ resources }) => resources.map(({ id }) => id)),
    ),
    chat: () => chatNotification(chatParts(digest, words)),
    event: () =>
      alertEvent({ ...identityOf(digest), rule: digest.entries[0]?.rule ?? '', subject }, digestDocument(digest)),
  };
}

/** What digest this is, and of which incident: that of the alerts of its group. */
function identityOf({ entries: [first] }: Digest) {
  const facts = { ...first?.attributes, eventTime: first?.eventTime };
  return { cause: causeOf(facts, first?.ref ?? ''), deduplicationId: first?.id ?? '' };
}

function chatParts(digest: Digest, words: CommandWords): ChatParts {
  const { entries } = digest;
  const [first] = entries;
  const { cause, deduplicationId } = identityOf(digest);
  const { eventName = [], recipientAccountId = [], awsRegion = [] } = attributesOf(digest);
  return {
    eventType: 'ssm-audit-digest',
    id: deduplicationId,
    cause,
    title: `${ruleTitle(digest)}: ${eventsText(digest)}${partText(digest)}`,
    facts: namedFacts(factsOf(digest), ['who', 'what', 'on', 'when', 'where', 'outcome', 'repeats', 'flood']),
    sections: [['events', entries.map(entryLine)]],
    steps: [chatCommandStep(queryCommand(digest, words))],
    keywords: [first?.level, ...eventName, ...recipientAccountId, ...awsRegion],
    resources: resourcesIn(entries).map(({ thing: { id } }) => id),
    context: {
      rule: first?.rule,
      level: first?.level,
      ref: first?.ref,
      count: String(entries.length),
      deduplicationId,
    },
  };
}

function headlineOf(digest: Digest): string {
  const actors = actorsOf(digest.entries);
  const who = actors.length === 1 ? digest.entries[0]?.actor : `${actors.length} actors`;
  return `${ruleTitle(digest)}: ${eventsText(digest)} by ${who}${partText(digest)}`;
}

function ruleTitle({ entries: [first] }: Digest): string {
  return `${first?.level.toUpperCase()} digest: ${first?.title}`;
}

function eventsText({ entries }: Digest): string {
  return entries.length === 1 ? '1 more event' : `${entries.length} more events`;
}

function partText({ part, parts }: Digest): string {
  return parts > 1 ? ` (part ${part} of ${parts})` : '';
}

function factsOf(digest: Digest): readonly Fact[] {
  const { entries } = digest;
  const textOf = (name: string) => someOf(attributesOf(digest)[name] ?? []);
  const facts: readonly Fact[] = [
    ['rule', `${entries[0]?.rule} (${entries[0]?.level})`],
    ['what', textOf('eventName')],
    ['role', textOf('roleArn')],
    ['when', whenOf(entries)],
    ['where', [textOf('recipientAccountId'), textOf('awsRegion')].filter(Boolean).join(' ')],
    ['outcome', textOf('outcome')],
    ['repeats', countText(entries, 'repeat', 'the same call again, within the window of an earlier message')],
    ['flood', countText(entries, 'flood', 'beyond the messages that the rule sends for this caller in an hour')],
  ];
  return [
    ...facts.filter(([, text]) => text !== ''),
    ...listed('who', actorsOf(entries), ({ thing, count }) => `${thing}: ${count}`),
    ...listed('on', resourcesIn(entries), ({ thing, count }) => `${resourceText(thing)}: ${count}`),
  ];
}

function countText(entries: readonly DigestEntry[], reason: DigestEntry['reason'], meaning: string): string {
  const count = entries.filter((entry) => entry.reason === reason).length;
  return count === 0 ? '' : `${count}: ${meaning}`;
}

function whenOf(entries: readonly DigestEntry[]): string {
  const [first, last] = spanOf(entries);
  return first === last ? first : `${first} to ${last}`;
}

function spanOf(entries: readonly DigestEntry[]): readonly [first: string, last: string] {
  const times = entries.map(({ eventTime }) => eventTime).sort();
  return [times.at(0) ?? '', times.at(-1) ?? ''];
}

/** The values of each attribute. A digest has all the values of its entries. */
function attributesOf({ entries }: Digest): Readonly<Record<string, readonly string[]>> {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of entries.flatMap(({ attributes }) => Object.entries(attributes))) {
    values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  return Object.fromEntries([...values].map(([name, set]) => [name, [...set]]));
}

/** Bytes of the values of an attribute in the text, and of names in the command: each has many only if somebody intends it. */
const VALUES_BYTES = 4 * 1024;

/** The values of an attribute as far as there is room for them, and how many more there are. */
function someOf(values: readonly string[]): string {
  const shown = fitting(values, (value) => value, VALUES_BYTES);
  const more = values.length > shown.length ? ` and ${values.length - shown.length} more` : '';
  return `${shown.join(', ')}${more}`;
}

/** How many principals a command names. With more, the event name and the window are enough. */
const MAX_PRINCIPALS = 5;

/** The command whose answer includes the events of the digest, for a shell. */
function queryCommand(digest: Digest, words: CommandWords): string {
  const { eventName = [], roleArn = [], userIdentityArn = [] } = attributesOf(digest);
  const [first, last] = spanOf(digest.entries);
  const names = fitting(eventName, shellWord, VALUES_BYTES).length < eventName.length ? [] : eventName;
  const principals = userIdentityArn.length > MAX_PRINCIPALS ? [] : userIdentityArn;
  const flags = [
    ...flagsOf('--event', names),
    ...(roleArn.length === 1 ? flagsOf('--role', roleArn) : flagsOf('--principal', principals)),
    ...(first === '' ? [] : [...flagsOf('--since', [first]), ...flagsOf('--until', [secondAfter(last)])]),
  ];
  return runnable(['ssm-audit query', ...flags, '--limit 0'].join(' '), words);
}

function flagsOf(flag: string, values: readonly string[]): readonly string[] {
  return values.map((value) => `${flag} ${shellWord(value)}`);
}

/** `--until` is exclusive. */
function secondAfter(time: string): string {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? time : new Date(ms + 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The digest for machines. An attribute with one value is text. The entries have the others. */
function digestDocument(digest: Digest): object {
  const { entries, part, parts } = digest;
  const [firstEventTime, lastEventTime] = spanOf(entries);
  const shared = Object.entries(attributesOf(digest)).filter(
    ([name, values]) => name !== 'rule' && values.length === 1,
  );
  return {
    digest: true,
    rule: entries[0]?.rule,
    title: entries[0]?.title,
    ...Object.fromEntries(shared.map(([name, values]) => [name, values[0]])),
    part,
    parts,
    count: entries.length,
    firstEventTime,
    lastEventTime,
    repeats: entries.filter(({ reason }) => reason === 'repeat').length,
    ...bounded(
      'actors',
      actorsOf(entries).map(({ thing, count }) => ({ actor: thing, count })),
    ),
    ...bounded(
      'resources',
      resourcesIn(entries).map(({ thing, count }) => ({ ...thing, count })),
    ),
    refs: entries.map(({ ref }) => ref),
    deduplicationIds: entries.map(({ id }) => id),
  };
}

/** Bytes of a list in the JSON: the lines of the entries have all of it. */
const LIST_BYTES = 8 * 1024;

/** A list, most frequent first, and how many of it are left out: what counts takes no room from the events. */
function bounded(name: 'actors' | 'resources', values: readonly object[]): object {
  const listed = values.slice(0, fitting(values, (each) => JSON.stringify(each), LIST_BYTES).length);
  const omitted = values.length - listed.length;
  return { [name]: listed, ...(omitted > 0 && { [`${name}Omitted`]: omitted }) };
}
