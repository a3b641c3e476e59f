import type { Alert } from './alert';
import { messageAttributes } from './alert-attributes';
import { actorText, alertFacts, resourceText } from './alert-facts';
import { alertDocument, alertJson } from './alert-json';
import { alertResources } from './alert-resources';
import type { AlertRule } from './alert-rule';
import { ARN_BYTES, alertText, fitting, LONG_TEXT_BYTES } from './alert-text';
import { causeOf } from './chat/cause';
import { type ChatParts, chatNotification } from './chat/chat-notification';
import { chatStep } from './chat/chat-steps';
import { LEFT_OUT, withoutCredentials } from './credential-text';
import { alertEvent } from './event-bus/alert-event';
import type { AlertMatch } from './event-matcher';
import { matchEvidence } from './match-evidence';
import { factLines, namedFacts, type RenderedAlert, section, subjectOf } from './message-text';
import { type CommandWords, firstSteps, PLAIN_COMMAND, stepLines } from './next-steps';

/** What the sender of messages knows and the core does not. */
export interface AlertRendering {
  /** The flags that point `ssm-audit` to the events, such as `--stack ssm-audit`. */
  readonly words?: CommandWords;
}

/**
 * The message of an alert. Every text in it is bounded, so that message and attributes together stay far below the 256
 * KB that SNS takes, whatever a record contains. The record is masked, so the message contains no secret.
 */
export function renderAlert(alert: Alert, rendering: AlertRendering = {}): RenderedAlert {
  const resourceIds = alert.resources.map(({ id }) => id);
  const subject = subjectOf(headlineOf(alert));
  return {
    subject,
    message: [...textLines(alert, rendering), '', alertJson(alert)].join('\n'),
    attributes: messageAttributes(alert.attributes, resourceIds),
    chat: () => chatNotification(chatParts(alert, rendering)),
    event: () => alertEvent({ ...identityOf(alert), rule: alert.rule.id, subject }, alertDocument(alert)),
  };
}

/** What alert this is, and of which incident. */
function identityOf({ observed: { event }, occurrences }: Alert) {
  return { cause: causeOf(event, event.ref), deduplicationId: occurrences[0]?.deduplicationId ?? '' };
}

/** What somebody reads in a chat, what a caller can make long last. The command `show` has everything else. */
const CHAT_FACTS = ['who', 'what', 'on', 'when', 'where', 'from', 'outcome', 'late', 'quarantine', 'reason', 'error'];

function chatParts(alert: Alert, { words = PLAIN_COMMAND }: AlertRendering): ChatParts {
  const { rule, observed, occurrences, resources } = alert;
  const { event } = observed;
  const { cause, deduplicationId } = identityOf(alert);
  const refs = occurrences.length > 1 ? occurrences.map(({ ref }) => ref) : [];
  return {
    eventType: 'ssm-audit-alert',
    id: deduplicationId,
    cause,
    title: `${ruleTitle(rule)}${timesText(alert)}`,
    facts: namedFacts(alertFacts(alert), CHAT_FACTS),
    sections: [
      ['why it matched', evidenceOf(alert)],
      ['may be harmless', rule.falsepositives],
      ['events', refs],
    ],
    steps: stepsOf(alert).map((step) => chatStep(step, observed, words)),
    keywords: [rule.level, event.eventName, event.recipientAccountId, event.awsRegion, ...rule.tags],
    resources: resources.map(({ id }) => id),
    context: { rule: rule.id, level: rule.level, ref: event.ref, eventName: event.eventName, deduplicationId },
  };
}

function headlineOf(alert: Alert): string {
  const { rule, observed } = alert;
  const what = observed.event.eventName === undefined ? '' : `: ${alertText(observed.event.eventName)}`;
  return `${ruleTitle(rule)}${what} by ${alertText(actorText(observed.event))}${timesText(alert)}`;
}

function ruleTitle({ level, title }: AlertRule): string {
  return `${level.toUpperCase()}: ${alertText(title)}`;
}

function timesText({ occurrences }: Alert): string {
  return occurrences.length > 1 ? ` (${occurrences.length} times)` : '';
}

function textLines(alert: Alert, rendering: AlertRendering): readonly string[] {
  const lines = linesOf(alert, rendering);
  const isCut = lines.some((line) => line.includes(LEFT_OUT));
  return isCut ? [...lines, '', CUT_NOTE] : lines;
}

const CUT_NOTE = 'This message leaves out what looks like a credential. To see the record, run ssm-audit show.';

function linesOf(alert: Alert, rendering: AlertRendering): readonly string[] {
  return [
    headlineOf(alert),
    '',
    ...factLines(alertFacts(alert)),
    ...section('why it matched', evidenceOf(alert)),
    ...section('about the rule', ruleLines(alert.rule)),
    ...section('what to do next', nextLines(alert, rendering)),
    ...section('events', eventLines(alert)),
  ];
}

function evidenceOf({
  why,
  values,
  observed: { event, record },
}: Pick<AlertMatch, 'why' | 'values' | 'observed'>): readonly string[] {
  if (values !== undefined) return newLines(values);
  if (why !== undefined && record !== undefined) return matchEvidence(why(), record);
  return record === undefined
    ? ['no rule could be evaluated']
    : [`a topic selects ${alertText(event.eventName ?? '')}`];
}

/** The most new values to show. */
const MAX_NEW = 20;

function newLines(values: readonly string[]): readonly string[] {
  const shown = values.slice(0, MAX_NEW).map((value) => `new: ${alertText(withoutCredentials(value))}`);
  return values.length > MAX_NEW ? [...shown, `and ${values.length - MAX_NEW} more`] : shown;
}

/** Bytes for the lines of all events. Those of a full batch fit. */
const EVENTS_BYTES = 96 * 1024;
/** Bytes for what one of several events acted on, and for why it matched. */
const EVENT_BYTES = 400;

/** The references. If there are several events, each with what it was about and why it matched. */
function eventLines({ matches }: Alert): readonly string[] {
  const texts = matches.map((match) => [match.observed.event.ref, ...(matches.length > 1 ? aboutLines(match) : [])]);
  const shown = fitting(texts, (lines) => lines.join('\n'), EVENTS_BYTES).length;
  const rest = matches.length > shown ? [`and ${matches.length - shown} more`] : [];
  return [...texts.slice(0, shown).flat(), ...rest];
}

function aboutLines(match: AlertMatch): readonly string[] {
  const { event } = match.observed;
  const on = alertResources(event).map(resourceText).join(', ');
  const about = [event.eventTime, event.sourceIPAddress && `from ${event.sourceIPAddress}`, on && `on ${on}`];
  const texts = [about.filter(Boolean).join(' '), `because ${evidenceOf(match).join('; ')}`];
  return texts.map((text) => `  ${alertText(text, EVENT_BYTES)}`);
}

/** Bytes for a rule's lists. */
const RULE_LIST_BYTES = 2 * 1024;

/** What a rule says about itself. */
export function ruleLines(rule: AlertRule): readonly string[] {
  const list = (name: string, texts: readonly string[]) =>
    fitting(texts, (text) => `${name}: ${alertText(text)}`, RULE_LIST_BYTES);
  return [
    ...(rule.description === undefined ? [] : [alertText(rule.description, ARN_BYTES)]),
    `rule: ${alertText(rule.id)} (${rule.level})`,
    ...(rule.tags.length === 0 ? [] : [`tags: ${alertText(rule.tags.join(', '), LONG_TEXT_BYTES)}`]),
    ...list('may be harmless', rule.falsepositives),
    ...list('see', rule.references),
  ];
}

/** Bytes for the lines of next steps. */
const STEPS_BYTES = 8 * 1024;

function nextLines(alert: Alert, { words = PLAIN_COMMAND }: AlertRendering): readonly string[] {
  const lines = stepsOf(alert).flatMap((step) => stepLines(step, alert.observed, words));
  return fitting(lines, (line) => line, STEPS_BYTES);
}

/**
 * The commands that show the event and its story come first, ready to copy. Then come the steps of the rule, or a step that always
 * applies.
 */
function stepsOf({ rule, observed }: Alert): readonly string[] {
  const ask = 'Ask {actor} whether this was intended. If it is ordinary, exclude it with a Sigma filter.';
  return [...firstSteps(observed.event), ...(rule.nextSteps.length > 0 ? rule.nextSteps : [ask])];
}
