import type { AnswerNote } from '../../app/completeness/answer-note';
import type { StoredEvent } from '../../core/rows/stored-event';
import { isDecryption } from '../../core/story/decryptions-under-reads';
import type { Lane, Story, StoryRow, StoryRule, TouchedThing, TouchedThings } from '../../core/story/story';
import { unsaidText } from '../../core/story/unsaid';
import type { GivenNames } from '../names/given-names';
import { namedAccount, namedAddress, namedWho, namesNotes } from '../names/named-event';
import { timeText } from '../render/clock';
import { MARKS, type RowWording, type StoryDay, storyDays } from './story-days';
import { handlesOf } from './story-handles';

/** A story in words, whatever the form that it is printed in. Texts are as the log has them: make them safe where you write. */
export interface StoryView {
  readonly title: string;
  /** Who, from where, from when to when. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly days: readonly StoryDay[];
  /** By which clock times are told. */
  readonly zone: string;
  /** What the marks of the rows mean. */
  readonly legend: readonly string[];
  /** What was touched, which rules fired, what CloudTrail cannot say, what may be missing. */
  readonly sections: readonly StorySection[];
  /** Commands that ask on, ready to copy: one line each. */
  readonly pivots: readonly string[];
  /** How many further commands are left out, because they differ from others in a value alone. */
  readonly pivotsLeftOut: number;
}

/** Lines under a title. */
export interface StorySection {
  readonly title: string;
  readonly lines: readonly string[];
  /** Whether it is a list of things, of which a screen need not show all. */
  readonly isList?: true;
}

/** What a story is put into words by. */
export interface StoryWording extends RowWording {
  /** What may be missing. */
  readonly notes: readonly AnswerNote[];
  readonly pivots: readonly string[];
  readonly pivotsLeftOut: number;
  /** How many things one text names, before it counts the others. All, if it is not said. */
  readonly mostNamed?: number;
}

const MEANINGS: Readonly<Record<Lane, string>> = {
  principal: '',
  otherKey: 'another access key of the same principal: keys rotate, and calls of KMS have one of Parameter Store',
  names: "somebody else's call that names the same session, command, execution or resource",
  host: 'the own role of a machine that was reached: coincides in time, which proves nothing',
};

/** A story in words. */
export function storyView(story: Story, wording: StoryWording): StoryView {
  const lanes = new Set(story.rows.map(({ lane }) => lane));
  const marked = (['otherKey', 'names', 'host'] as const).filter((lane) => lanes.has(lane));
  const hasDecryptions = story.rows.some(({ event, under }) => under !== undefined && isDecryption(event));
  return {
    title: `${story.anchor.kind === 'accessKey' ? 'access key' : story.anchor.kind} ${story.anchor.value}`,
    facts: factsOf(story, wording),
    days: storyDays(story, wording),
    zone: wording.clock.zone,
    legend: [
      ...marked.map((lane) => `${MARKS[lane]} ${meaningOf(lane, story)}`),
      ...(hasDecryptions ? ['└ Decrypt is near its read in time, which is not proof'] : []),
    ],
    sections: sectionsOf(story, wording),
    pivots: wording.pivots,
    pivotsLeftOut: wording.pivotsLeftOut,
  };
}

/** Principals of one name, such as users in several accounts, have keys of their own, which are no rotated ones. */
function meaningOf(lane: Lane, { anchor }: Story): string {
  return lane === 'otherKey' && anchor.principals.length > 1
    ? 'another access key: each principal has its own, keys rotate, and calls of KMS have one of Parameter Store'
    : MEANINGS[lane];
}

/** What the facts tell of: calls with the key of the anchor, or, of several principals, with any of their keys. */
function ownEvents({ anchor, rows }: Story): readonly StoredEvent[] {
  const isOfSeveral = anchor.principals.length > 1;
  const own = rows.filter(({ lane }) => lane === 'principal' || (isOfSeveral && lane === 'otherKey'));
  return own.map(({ event }) => event);
}

function placeText({ recipientAccountId, awsRegion }: StoredEvent, names: GivenNames | undefined): string {
  const account = recipientAccountId && namedAccount(recipientAccountId, names);
  return [account, awsRegion].filter((text) => text !== undefined).join(' ');
}

function factsOf(story: Story, { clock, mostNamed, names }: StoryWording): StoryView['facts'] {
  const { anchor, rows, window, end } = story;
  const named = (texts: readonly string[]) => namedTexts(texts, mostNamed);
  const at = (time: string | undefined) => (time === undefined ? undefined : timeText(time, clock));
  const own = ownEvents(story);
  const calls = own.filter(({ related }) => !related);
  const first = calls[0] ?? own[0];
  const addresses = [...new Set(calls.flatMap(({ sourceIPAddress }) => sourceIPAddress ?? []))];
  const places = [...new Set((calls.length > 0 ? calls : own).map((event) => placeText(event, names)))];
  const facts: readonly (readonly [string, string])[] = [
    ['who', first ? namedWho(first, names) : ''],
    ['principal', named(anchor.principals)],
    ['key', named(anchor.accessKeys)],
    ['from', named(addresses.map((address) => namedAddress(address, names)))],
    ['where', namedTexts(places, mostNamed, ', ')],
    ['begins', at(window.start) ?? ''],
    ['ends', [at(end.eventTime), endText(rows, end, names)].filter(Boolean).join('  ')],
    ['machines', anchor.hosts.join(' ')],
    ['rows', `${rows.length}, from ${at(window.since) ?? 'the first'} to ${at(window.until) ?? 'now'} (${clock.zone})`],
    [
      'names',
      namesNotes(
        names,
        rows.map(({ event }) => event),
      ).join(),
    ],
  ];
  return facts.filter(([, text]) => text !== '');
}

function namedTexts(texts: readonly string[], most = Number.POSITIVE_INFINITY, separator = ' '): string {
  const rest = texts.length > most ? ` and ${texts.length - most} more` : '';
  return `${texts.slice(0, most).join(separator)}${rest}`;
}

function endText(rows: readonly StoryRow[], { ref, text }: Story['end'], names: GivenNames | undefined): string {
  const ended = rows.find(({ event }) => event.ref === ref)?.event;
  return ended === undefined ? text : `${text} by ${namedWho(ended, names)}`;
}

function sectionsOf(story: Story, wording: StoryWording): readonly StorySection[] {
  const { touched, rules, unsaid } = story;
  const { notes, mostNamed } = wording;
  const sections: readonly StorySection[] = [
    ...thingSections(touched, '', wording),
    listOf('read with decryption, although no decryption is recorded', touched.readWithDecryption, wording),
    ...thingSections(touched.attempts, 'tried without success: ', wording),
    { title: 'rules that fired', lines: firedLines(story, wording) },
    { title: 'rules not evaluated, because they need events outside of the story', lines: undecided(rules) },
    { title: 'what CloudTrail cannot say here', lines: unsaid.map((each) => unsaidText(each, mostNamed)) },
    {
      title: 'what may be missing',
      lines: notes.map(({ kind, text }) => (kind === 'incomplete' ? `INCOMPLETE: ${text}` : text)),
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

function thingSections(
  { secrets, machines, changes }: TouchedThings,
  prefix: string,
  wording: StoryWording,
): readonly StorySection[] {
  return [
    listOf(`${prefix}secrets decrypted`, secrets, wording),
    listOf(`${prefix}machines reached`, machines, wording),
    listOf(`${prefix}things changed`, changes, wording),
  ];
}

function listOf(title: string, things: readonly TouchedThing[], wording: StoryWording): StorySection {
  return { title, lines: things.map((each) => thingLine(each, wording)), isList: true };
}

function thingLine(
  { id, account, eventNames, count, first, last }: TouchedThing,
  { clock, names }: StoryWording,
): string {
  const where = account === undefined ? '' : ` (account ${namedAccount(account, names)})`;
  const from = timeText(first, clock);
  const times = count === 1 || first === last ? from : `${from} to ${timeText(last, clock)}`;
  return `${id}${where}  ${eventNames.join(', ')}${count === 1 ? '' : ` (${count} times)`}, ${times}`;
}

/** Each with what `show` takes for its first event. */
function firedLines({ rules, rows }: Story, { refsBy }: RowWording): readonly string[] {
  const handles = handlesOf(
    rows.map(({ event }) => event),
    refsBy,
  );
  return rules
    .filter(({ evaluation }) => evaluation === 'fired')
    .map(({ title, level, count, refs: [first = ''] }) => {
      const events = count === 1 ? '' : ` (${count} events)`;
      return `${level}: ${title}${events}  ${handles.get(first) ?? first}`;
    });
}

function undecided(rules: readonly StoryRule[]): readonly string[] {
  const titles = rules.filter(({ evaluation }) => evaluation === 'not evaluated').map(({ title }) => title);
  return titles.length === 0 ? [] : [titles.join('; ')];
}
