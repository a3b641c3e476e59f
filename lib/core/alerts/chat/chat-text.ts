import { safeText } from '../../text/safe-text';
import { beginning } from '../../text/shortened-text';

/** What Slack obeys between angle brackets, mentions above all, and how it wants them (Slack: formatting text). */
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Every at sign that is not inside an email address: `@here`, `@channel`, `@everyone`, a person's name. */
const MENTION = /(?<![\p{L}\p{N}_+-])@|@(?![\w-]+\.\w)/gu;

/** What makes a link: the scheme of a URL, but for S3, which no client opens. */
const SCHEME = /(?<!\bs3):\/\//g;

/** Text of one line in which nothing is a mention, a link or the end of a code span. It is not escaped yet. */
function disarmed(text: string): string {
  return safeText(text).replaceAll('`', "'").replace(MENTION, '(at)').replace(SCHEME, '[:]//').replaceAll('](', '] (');
}

/**
 * Text of a rule for a chat message: it mentions nobody and links nowhere. Marks of markdown stay, because whoever wrote
 * the rule wrote them.
 */
export function chatText(text: string): string {
  return disarmed(text).replace(/[&<>]/g, (character) => ENTITIES[character] ?? '');
}

/**
 * Text of a log for a chat message: a code span of at most so many characters, in which Slack and Teams obey no mark of
 * markdown. Empty text makes none, because two backticks are no span.
 */
export function chatCode(text: string, maxLength: number): string {
  const escapedTo = (bytes: number): string => {
    const escaped = chatText(beginning(text, bytes));
    return escaped.length + MARKS <= maxLength || bytes === 0 ? escaped : escapedTo(Math.floor(bytes * SHORTER));
  };
  const shown = escapedTo(maxLength);
  if (shown === '') return '';
  return `\`${shown}${shown === chatText(text) ? '' : CUT}\``;
}

/** Two backticks, and the mark of what is cut. */
const MARKS = 3;
const CUT = '…';
/** How much shorter each try is: escapes make a text up to five times as long. */
const SHORTER = 0.8;

/** A command as a code span. Undefined if a chat cannot show it as it is: whoever copies it would run another one. */
export function chatCommand(command: string, maxLength: number): string | undefined {
  const line = command.trim();
  return line === '' || chatText(line) !== line || line.length + MARKS > maxLength ? undefined : `\`${line}\``;
}
