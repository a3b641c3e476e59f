import type { AnswerNote } from '../../app/completeness/answer-note';
import type { Resource } from '../../core/resources/resource';
import type { StoredEvent } from '../../core/rows/stored-event';
import { who } from '../../core/rows/who';
import { isDecryption } from '../../core/story/decryptions-under-reads';
import type { Lane, Story, StoryRow, StoryRule, TouchedThing, TouchedThings } from '../../core/story/story';
import { handlesOf } from './story-handles';

/** A story in words, whatever the form that it is printed in. Texts are as the log has them: make them safe where you write. */
export interface StoryView {
  readonly title: string;
  /** Who, from where, from when to when. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly days: readonly StoryDay[];
  /** What the marks of the rows mean. */
  readonly legend: readonly string[];
  /** What was touched, which rules fired, what CloudTrail cannot say, what may be missing. */
  readonly sections: readonly StorySection[];
  /** Commands that ask on, ready to copy: one line each. */
  readonly pivots: readonly string[];
}

/** The rows of a day, in the order in which they are shown. */
export interface StoryDay {
  /** `YYYY-MM-DD` in UTC. */
  readonly day: string;
  readonly rows: readonly ViewRow[];
}

/** A row of a story in words. */
export interface ViewRow {
  /** `HH:MM:SS` in UTC. */
  readonly time: string;
  readonly mark: string;
  /** Whether it lies under another row. */
  readonly isUnder: boolean;
  readonly eventName: string;
  readonly outcome: string;
  readonly isRefused: boolean;
  /** Who acted, where that is not the principal of the story. */
  readonly by: string;
  readonly what: string;
  readonly ref: string;
}

/** Lines under a title. */
export interface StorySection {
  readonly title: string;
  readonly lines: readonly string[];
}

const MARKS: Readonly<Record<Lane, string>> = { principal: '', otherKey: '+', names: '@', host: '~' };

const MEANINGS: Readonly<Record<Lane, string>> = {
  principal: '',
  otherKey: 'another access key of the same principal: keys rotate',
  names: "somebody else's call that names the same session, command, execution or resource",
  host: 'the own role of a machine that was reached: coincides in time, which proves nothing',
};

/** A story in words. */
export function storyView(story: Story, notes: readonly AnswerNote[], pivots: readonly string[]): StoryView {
  const lanes = new Set(story.rows.map(({ lane }) => lane));
  const marked = (['otherKey', 'names', 'host'] as const).filter((lane) => lanes.has(lane));
  const hasDecryptions = story.rows.some(({ event, under }) => under !== undefined && isDecryption(event));
  return {
    title: `${story.anchor.kind === 'accessKey' ? 'access key' : story.anchor.kind} ${story.anchor.value}`,
    facts: factsOf(story),
    days: daysOf(story),
    legend: [
      ...marked.map((lane) => `${MARKS[lane]} ${MEANINGS[lane]}`),
      ...(hasDecryptions ? ['└ Decrypt is near its read in time, which is not proof'] : []),
    ],
    sections: sectionsOf(story, notes),
    pivots,
  };
}

function factsOf({ anchor, rows, window, end }: Story): StoryView['facts'] {
  const own = rows.filter(({ lane }) => lane === 'principal').map(({ event }) => event);
  const first = own.find(({ related }) => related !== true) ?? own[0];
  const addresses = [
    ...new Set(own.filter(({ related }) => !related).flatMap(({ sourceIPAddress }) => sourceIPAddress ?? [])),
  ];
  const place = [first?.recipientAccountId, first?.awsRegion].filter((text) => text !== undefined).join(' ');
  const facts: readonly (readonly [string, string])[] = [
    ['who', first ? who(first) : ''],
    ['principal', anchor.principals.join(' ')],
    ['key', anchor.accessKeys.join(' ')],
    ['from', addresses.join(' ')],
    ['where', place],
    ['begins', window.start ?? ''],
    ['ends', [end.eventTime, endText(rows, end)].filter(Boolean).join('  ')],
    ['machines', anchor.hosts.join(' ')],
    ['rows', `${rows.length}, from ${window.since ?? 'the first'} to ${window.until ?? 'now'} (UTC)`],
  ];
  return facts.filter(([, text]) => text !== '');
}

function endText(rows: readonly StoryRow[], { ref, text }: Story['end']): string {
  const ended = rows.find(({ event }) => event.ref === ref)?.event;
  return ended === undefined ? text : `${text} by ${who(ended)}`;
}

function daysOf({ rows }: Story): readonly StoryDay[] {
  const handles = handlesOf(rows.map(({ event }) => event));
  const days = new Map<string, ViewRow[]>();
  for (const row of shownOrder(rows)) {
    const { eventTime = '' } = row.event;
    const day = eventTime.slice(0, 'YYYY-MM-DD'.length);
    const ofDay = days.get(day) ?? [];
    days.set(day, ofDay);
    ofDay.push(viewRow(row, handles.get(row.event.ref) ?? row.event.ref));
  }
  return [...days].map(([day, ofDay]) => ({ day, rows: ofDay }));
}

/** Decryptions stand directly under their read; everything else stands in the order of time. */
function shownOrder(rows: readonly StoryRow[]): readonly StoryRow[] {
  const isUnderRead = ({ event, under }: StoryRow) => under !== undefined && isDecryption(event);
  const under = new Map<string, StoryRow[]>();
  for (const row of rows.filter(isUnderRead)) under.set(row.under ?? '', [...(under.get(row.under ?? '') ?? []), row]);
  return rows.filter((row) => !isUnderRead(row)).flatMap((row) => [row, ...(under.get(row.event.ref) ?? [])]);
}

function viewRow({ event, lane, under }: StoryRow, ref: string): ViewRow {
  const { eventTime = '', eventName = '', outcome = '', errorCode } = event;
  return {
    time: eventTime.slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDTHH:MM:SS'.length),
    mark: MARKS[lane],
    isUnder: under !== undefined,
    eventName,
    outcome: errorCode === undefined ? outcome : `${outcome} (${errorCode})`,
    isRefused: outcome !== 'success',
    by: lane === 'names' || lane === 'host' ? who(event) : '',
    what: whatOf(event),
    ref,
  };
}

/** What a call acted on first, then by which means. A decryption was of a parameter, by whatever key. */
function whatOf(event: StoredEvent): string {
  const { resources = [] } = event;
  const shown = isDecryption(event) ? resources.filter(({ kind }) => kind === 'parameter') : resources;
  return [...shown]
    .sort((one, other) => rank(one) - rank(other))
    .map(({ id }) => id)
    .join(' ');
}

const ORDER: Readonly<Record<Resource['relation'], number>> = {
  target: 0,
  changes: 1,
  uses: 2,
  creates: 3,
  implied: 4,
};

function rank({ relation }: Resource): number {
  return ORDER[relation];
}

function sectionsOf(story: Story, notes: readonly AnswerNote[]): readonly StorySection[] {
  const { touched, rules, unsaid } = story;
  const sections = [
    ...thingSections(touched, ''),
    {
      title: 'read with decryption, although no decryption is recorded',
      lines: touched.readWithDecryption.map(thingLine),
    },
    ...thingSections(touched.attempts, 'tried without success: '),
    { title: 'rules that fired', lines: firedLines(story) },
    { title: 'rules not evaluated, because they need events outside of the story', lines: undecided(rules) },
    { title: 'what CloudTrail cannot say here', lines: unsaid },
    {
      title: 'what may be missing',
      lines: notes.map(({ kind, text }) => (kind === 'incomplete' ? `INCOMPLETE: ${text}` : text)),
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

function thingSections({ secrets, machines, changes }: TouchedThings, prefix: string): readonly StorySection[] {
  return [
    { title: `${prefix}secrets decrypted`, lines: secrets.map(thingLine) },
    { title: `${prefix}machines reached`, lines: machines.map(thingLine) },
    { title: `${prefix}things changed`, lines: changes.map(thingLine) },
  ];
}

function thingLine({ id, account, eventNames, count, first, last }: TouchedThing): string {
  const where = account === undefined ? '' : ` (account ${account})`;
  const times = count === 1 || first === last ? first : `${first} to ${last}`;
  return `${id}${where}  ${eventNames.join(', ')}${count === 1 ? '' : ` (${count} times)`}, ${times}`;
}

/** Each with what `show` takes for its first event. */
function firedLines({ rules, rows }: Story): readonly string[] {
  const handles = handlesOf(rows.map(({ event }) => event));
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
