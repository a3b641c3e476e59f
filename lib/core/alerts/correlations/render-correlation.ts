import { eventIdOf } from '../../correlations/entry-id';
import { safeJson } from '../../text/safe-text';
import { messageAttributes, scalarAttributesOf } from '../alert-attributes';
import { type Fact, latenessText, listed } from '../alert-facts';
import { alertResources } from '../alert-resources';
import { alertText, fitting, LONG_TEXT_BYTES } from '../alert-text';
import { causeOf } from '../chat/cause';
import { type ChatParts, chatNotification } from '../chat/chat-notification';
import { chatStep } from '../chat/chat-steps';
import { withoutCredentials } from '../credential-text';
import { alertEvent } from '../event-bus/alert-event';
import { factLines, type RenderedAlert, section, subjectOf } from '../message-text';
import { type CommandWords, firstSteps, PLAIN_COMMAND, stepLines } from '../next-steps';
import type { ObservedEvent } from '../observed-event';
import { type AlertRendering, ruleLines } from '../render-alert';
import type { StepEvent } from '../step-values';
import type { CorrelationMatch } from './correlation-match';
import { lateMsOf } from './late-events';

/** The most references of one message. */
const MOST_REFS = 100;

/**
 * The message of a due alert of a correlation. `events` are those at hand, of which the fields are known; of the others
 * the state keeps only their IDs.
 */
export function renderCorrelation(
  match: CorrelationMatch,
  events: readonly ObservedEvent[],
  { words = PLAIN_COMMAND }: AlertRendering = {},
): RenderedAlert {
  const headline = headlineOf(match);
  const subject = subjectOf(headline);
  const refs = refsOf(match);
  const lines = [
    headline,
    '',
    ...factLines(factsOf(match, events)),
    ...section('about the rule', ruleLines(match.due.correlation)),
    ...section('what to do next', nextLines(match, refs, words)),
    ...section('events', [...refs.shown, ...(refs.omitted > 0 ? [`and ${refs.omitted} more`] : [])]),
  ];
  const document = correlationDocument(match, events, refs);
  return {
    subject,
    message: [...lines, '', safeJson(JSON.stringify(document))].join('\n'),
    attributes: {
      ...messageAttributes(attributesOf(match, events), resourceIds(events)),
      count: { DataType: 'Number', StringValue: String(match.due.window.count) },
    },
    chat: () => chatNotification(chatParts(match, events, words)),
    event: () => {
      const { id: deduplicationId, due } = match;
      return alertEvent(
        { cause: causeIn(match, events), deduplicationId, rule: due.correlation.id, subject },
        document,
      );
    },
  };
}

/** The incident of the events at hand; where they are of several, the alert is one of its own. */
function causeIn(match: CorrelationMatch, events: readonly ObservedEvent[]): string {
  const causes = new Set([match.match.observed, ...events].map(({ event }) => causeOf(event, event.ref)));
  return causes.size === 1 ? causeOf(match.match.observed.event, match.id) : match.call;
}

function chatParts(match: CorrelationMatch, events: readonly ObservedEvent[], words: CommandWords): ChatParts {
  const { correlation, window } = match.due;
  const refs = refsOf(match);
  const { eventName = [], recipientAccountId = [], awsRegion = [] } = attributesOf(match, events);
  return {
    eventType: 'ssm-audit-correlation',
    id: match.id,
    cause: causeIn(match, events),
    title: titleOf(match),
    facts: factsOf(match, events),
    sections: [
      ['may be harmless', correlation.falsepositives],
      ['events', refs.shown],
    ],
    steps: stepsOf(match).map((step) => chatStep(step, stepEvent(match, refs), words)),
    keywords: [correlation.level, ...eventName, ...recipientAccountId, ...awsRegion, ...correlation.tags],
    resources: resourceIds(events),
    context: {
      rule: correlation.id,
      level: correlation.level,
      ref: refs.shown.at(-1),
      count: String(window.count),
      deduplicationId: match.id,
    },
  };
}

function headlineOf(match: CorrelationMatch): string {
  const { texts } = match.due.group;
  return `${titleOf(match)}${texts.length > 0 ? `: ${texts.map(shownText).join(', ')}` : ''}`;
}

function titleOf({ due: { correlation, window } }: CorrelationMatch): string {
  return `${correlation.level.toUpperCase()}: ${alertText(correlation.title)} (${window.count})`;
}

/** Texts of a group are texts of a log, which may look like a credential. */
function shownText(text: string): string {
  return alertText(withoutCredentials(text));
}

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
] as const;

function spanText(seconds: number): string {
  const [unit, size] = UNITS.find(([, each]) => seconds % each === 0) ?? ['s', 1];
  return `${seconds / size}${unit}`;
}

function factsOf(match: CorrelationMatch, events: readonly ObservedEvent[]): readonly Fact[] {
  const { correlation, group, isCapped } = match.due;
  const [first, last] = timesOf(match);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['what', whatOf(match)],
    ['when', `${first} to ${last}`],
    ['late', latenessText(lateMsOf(match, events))],
    ['incomplete', isCapped ? 'more events than an order keeps: an earlier order may have been missed' : undefined],
  ];
  return [
    ...facts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])),
    ...listed(
      'group',
      [...correlation.groupBy.entries()],
      ([at, { name }]) => `${name} = ${shownText(group.texts[at] ?? '')}`,
    ),
    ...listed('rules', rulesIn(match), ([title, count]) => `${alertText(title)}: ${count}`),
  ];
}

function whatOf({ due: { correlation, window } }: CorrelationMatch): string {
  const { type, timespan, fields, threshold, rules } = correlation;
  const within = `within ${spanText(timespan)}`;
  if (type === 'temporal_ordered') return `${rules.length} rules in their order ${within}`;
  if (type === 'temporal') return `${window.count} different rules ${within}, of which ${threshold} are enough`;
  const counted =
    type === 'event_count' ? 'events' : `different values of ${fields.map(({ name }) => name).join(', ')}`;
  return `${window.count} ${alertText(counted)} ${within}, of which ${threshold} are enough`;
}

/** How many events of the window each rule has. An event that is several rules counts for the first. */
function rulesIn({
  due: { correlation, window },
}: CorrelationMatch): readonly (readonly [title: string, count: number])[] {
  return correlation.rules.flatMap(({ title }, at) => {
    const ids = new Set(window.entries.filter(({ rule }) => rule === at).map(({ id }) => id));
    return ids.size === 0 ? [] : [[title, ids.size] as const];
  });
}

function timesOf({ due: { window } }: CorrelationMatch): readonly [first: string, last: string] {
  const [first, last] = [window.entries.at(0), window.entries.at(-1)];
  return [timeText(first?.t ?? 0), timeText(last?.t ?? 0)];
}

function timeText(t: number): string {
  const ms = t * 1000;
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

interface Refs {
  readonly shown: readonly string[];
  readonly omitted: number;
}

/** The IDs of the events, in the order of time; `show` takes them as references. */
function refsOf({ due: { window } }: CorrelationMatch): Refs {
  const ids = [...new Set(window.entries.map(({ id }) => id))];
  const shown = ids.flatMap((id) => eventIdOf(id) ?? []).slice(0, MOST_REFS);
  return { shown, omitted: ids.length - shown.length };
}

/** Bytes for the lines of next steps. */
const STEPS_BYTES = 8 * 1024;

function nextLines(match: CorrelationMatch, refs: Refs, words: CommandWords): readonly string[] {
  const lines = stepsOf(match).flatMap((step) => stepLines(step, stepEvent(match, refs), words));
  return fitting(lines, (line) => line, STEPS_BYTES);
}

function stepsOf({ due: { correlation }, match: { observed } }: CorrelationMatch): readonly string[] {
  return [...firstSteps(observed.event), ...correlation.nextSteps];
}

/** The event that fills in the steps, with the reference of the last event of the window. */
function stepEvent({ due: { correlation, group }, match: { observed } }: CorrelationMatch, { shown }: Refs): StepEvent {
  const groupTexts = new Map(correlation.groupBy.map(({ name }, at) => [name, group.texts[at] ?? ''] as const));
  const ref = shown.at(-1) ?? observed.event.ref;
  return { ...observed, event: { ...observed.event, ref }, groupTexts };
}

/** What the events at hand have in common, and what each has where they differ: a filter policy matches any. */
function attributesOf(
  match: CorrelationMatch,
  events: readonly ObservedEvent[],
): Readonly<Record<string, readonly string[]>> {
  const values = new Map<string, Set<string>>();
  for (const { event } of events) {
    for (const [name, value] of Object.entries(scalarAttributesOf(match.due.correlation, event))) {
      values.set(name, (values.get(name) ?? new Set()).add(value));
    }
  }
  return Object.fromEntries([...values].map(([name, set]) => [name, [...set]]));
}

function resourceIds(events: readonly ObservedEvent[]): readonly string[] {
  return events.flatMap(({ event }) => alertResources(event).map(({ id }) => id));
}

/** The alert for machines. */
function correlationDocument(
  match: CorrelationMatch,
  events: readonly ObservedEvent[],
  { shown, omitted }: Refs,
): object {
  const { correlation, group, window, isCapped } = match.due;
  const [firstEventTime, lastEventTime] = timesOf(match);
  const common = Object.entries(attributesOf(match, events)).filter(
    ([name, { length }]) => name !== 'rule' && length === 1,
  );
  const texts = correlation.groupBy.map(({ name }, at) => [
    name,
    alertText(withoutCredentials(group.texts[at] ?? ''), LONG_TEXT_BYTES),
  ]);
  return {
    correlation: correlation.type,
    rule: alertText(correlation.id),
    title: alertText(correlation.title),
    ...Object.fromEntries(common.map(([name, values]) => [name, values[0]])),
    count: window.count,
    group: Object.fromEntries(texts),
    rules: rulesIn(match).map(([title, count]) => ({ title: alertText(title), count })),
    firstEventTime,
    lastEventTime,
    ...(isCapped && { incomplete: true }),
    ...(lateMsOf(match, events) !== undefined && { late: true }),
    refs: shown,
    ...(omitted > 0 && { refsOmitted: omitted }),
    deduplicationIds: [match.id],
  };
}
