import type { Alert } from './alert';
import { type MessageAttribute, messageAttributes } from './alert-attributes';
import { actorText, alertFacts, type Fact, listed } from './alert-facts';
import { alertJson } from './alert-json';
import { ARN_BYTES, alertText, fitting, LONG_TEXT_BYTES } from './alert-text';
import { matchEvidence } from './match-evidence';
import { stepLines } from './next-steps';

/** A message as SNS takes it: no message structure, because `json` would drop the attributes. */
export interface AlertMessage {
  readonly subject: string;
  /** Text for people; its last line is JSON for machines. */
  readonly message: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
}

/** What is known where messages are sent and not in the core. */
export interface AlertRendering {
  /** The flags that lead `ssm-audit` to the events, such as `--stack ssm-audit`. @default '' none */
  readonly storeWords?: string;
  /** Events like these that were suppressed since the last message. @default 0 */
  readonly suppressed?: number;
}

/**
 * The message of an alert. Every text in it is bounded, so that message and attributes together stay far below the
 * 256 KB that SNS takes, whatever a record holds; the record was masked, so that no secret is in it.
 */
export function renderAlert(alert: Alert, rendering: AlertRendering = {}): AlertMessage {
  const resourceIds = alert.resources.map(({ id }) => id);
  return {
    subject: subjectOf(alert),
    message: [...textLines(alert, rendering), '', alertJson(alert)].join('\n'),
    attributes: messageAttributes(alert.attributes, resourceIds),
  };
}

/** SNS API reference, Publish: ASCII, fewer than 100 characters, a letter, digit or mark first. */
const MAX_SUBJECT_LENGTH = 99;

function subjectOf(alert: Alert): string {
  const text = headlineOf(alert)
    .replace(/[^ -~]+/g, '?')
    .trim();
  return text.length <= MAX_SUBJECT_LENGTH ? text : `${text.slice(0, MAX_SUBJECT_LENGTH - 3)}...`;
}

function headlineOf({ rule, observed: { event }, occurrences }: Alert): string {
  const times = occurrences.length > 1 ? ` (${occurrences.length} times)` : '';
  const what = event.eventName === undefined ? '' : `: ${alertText(event.eventName)}`;
  return `${rule.level.toUpperCase()}: ${alertText(rule.title)}${what} by ${alertText(actorText(event))}${times}`;
}

function textLines(alert: Alert, rendering: AlertRendering): readonly string[] {
  const suppressed = rendering.suppressed ? [`${rendering.suppressed} more like it since the last message`] : [];
  return [
    headlineOf(alert),
    '',
    ...factLines([...alertFacts(alert), ...suppressed.map((text) => ['suppressed', text] as const)]),
    ...section('why it matched', evidenceOf(alert)),
    ...section('about the rule', ruleLines(alert)),
    ...section('what to do next', nextLines(alert, rendering)),
    ...section(
      'events',
      listed('', alert.occurrences, ({ ref }) => ref).map(([, ref]) => ref),
    ),
  ];
}

/** As wide as the widest name. */
const NAME_WIDTH = 12;

function factLines(facts: readonly Fact[]): readonly string[] {
  return facts.map(([name, text]) => `${name.padEnd(NAME_WIDTH)}${text}`);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function evidenceOf({ why, observed: { event, record } }: Alert): readonly string[] {
  if (why !== undefined && record !== undefined) return matchEvidence(why(), record);
  return record === undefined
    ? ['no rule could be evaluated']
    : [`a topic selects ${alertText(event.eventName ?? '')}`];
}

/** Bytes for a rule's lists. */
const RULE_LIST_BYTES = 2 * 1024;

function ruleLines({ rule }: Alert): readonly string[] {
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

/** The command that shows the event comes first, to be copied; then what the rule's author says, or what is always right. */
function nextLines({ rule, observed }: Alert, { storeWords = '' }: AlertRendering): readonly string[] {
  const ask = 'Ask {actor} whether this was meant. If it was and will be again, except it with a Sigma filter.';
  const steps = ['`ssm-audit show {ref}`', ...(rule.nextSteps.length > 0 ? rule.nextSteps : [ask])];
  const lines = steps.flatMap((step) => stepLines(step, observed, storeWords));
  return fitting(lines, (line) => line, STEPS_BYTES);
}
