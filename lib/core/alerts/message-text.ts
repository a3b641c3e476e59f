import type { MessageAttribute } from './alert-attributes';
import type { Fact } from './alert-facts';
import type { AlertEvent } from './event-bus/alert-event';

/** A message as SNS takes it: no message structure, because `json` would drop the attributes. */
export interface AlertMessage {
  readonly subject: string;
  /** Text for people. Its last line is JSON for machines. */
  readonly message: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
}

/** A message in every form that a topic can ask for. Those that few ask for are made when they are asked for. */
export interface RenderedAlert extends AlertMessage {
  /** JSON of a custom notification of Amazon Q Developer in chat applications (`chat/chat-notification.ts`). */
  readonly chat: () => string;
  /** The event for a bus of EventBridge. */
  readonly event: () => AlertEvent;
}

/** SNS API reference, Publish: ASCII, fewer than 100 characters, a letter, digit or mark first. */
const MAX_SUBJECT_LENGTH = 99;

/** Turns a headline into the subject of a message. */
export function subjectOf(headline: string): string {
  const text = headline.replace(/[^ -~]+/g, '?').trim();
  return text.length <= MAX_SUBJECT_LENGTH ? text : `${text.slice(0, MAX_SUBJECT_LENGTH - 3)}...`;
}

/** As wide as the widest name. */
const NAME_WIDTH = 12;

/** Facts as lines, their texts below one another. */
export function factLines(facts: readonly Fact[]): readonly string[] {
  return facts.map(([name, text]) => `${name.padEnd(NAME_WIDTH)}${text}`);
}

/** The facts of these names, in the order of the names, each with its further lines. */
export function namedFacts(facts: readonly Fact[], names: readonly string[]): readonly Fact[] {
  let name = '';
  const owned = facts.map((fact) => {
    name = fact[0] || name;
    return [name, fact] as const;
  });
  return names.flatMap((each) => owned.flatMap(([owner, fact]) => (owner === each ? [fact] : [])));
}

/** A title and the lines below it. Empty without lines. */
export function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}
