import type { MessageAttribute } from './alert-attributes';
import type { Fact } from './alert-facts';

/** A message as SNS takes it: no message structure, because `json` would drop the attributes. */
export interface AlertMessage {
  readonly subject: string;
  /** Text for people. Its last line is JSON for machines. */
  readonly message: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
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

/** A title and the lines below it. Empty without lines. */
export function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}
