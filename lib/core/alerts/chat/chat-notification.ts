import { safeJson } from '../../text/safe-text';
import type { Fact } from '../alert-facts';
import { chatCode, chatText } from './chat-text';

/**
 * A message as Amazon Q Developer in chat applications takes it (administrator guide: Custom notifications, Event
 * schema). It shows it in Slack or Microsoft Teams.
 */
export interface ChatNotification {
  readonly version: '1.0';
  readonly source: 'custom';
  /** The deduplication id. */
  readonly id: string;
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly nextSteps?: readonly string[];
    readonly keywords?: readonly string[];
  };
  readonly metadata: {
    /** Messages with the same one are one thread. */
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: ChatEventType;
    readonly relatedResources?: readonly string[];
    /** Flat. A custom action takes its variables from here. */
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

/** What a message is about, by which a custom action is attached to it. */
export type ChatEventType = 'ssm-audit-alert' | 'ssm-audit-digest' | 'ssm-audit-correlation';

/** What a chat message is made of. Texts are as a log or a rule has them, unless said otherwise. */
export interface ChatParts {
  readonly eventType: ChatEventType;
  readonly id: string;
  readonly cause: string;
  /** Of the project's words and the rule's title. */
  readonly title: string;
  /** What matters most comes first: what has no room is left out from the end. */
  readonly facts: readonly Fact[];
  readonly sections: readonly (readonly [title: string, lines: readonly string[]])[];
  /** Escaped already (`chat-steps.ts`). Empty ones are left out. */
  readonly steps: readonly string[];
  readonly keywords: readonly (string | undefined)[];
  readonly resources: readonly string[];
  readonly context: Readonly<Record<string, string | undefined>>;
}

/** Slack refuses a longer header than 150 characters, and a longer section than 3000 (Slack: Block Kit reference). */
const MAX_TITLE = 150;
const MAX_TEXT = 2900;
/** An ARN of a session in a role of Identity Center, with room to spare. */
const MAX_VALUE = 250;
/** The most lines of one fact, and of one section: the first are enough to decide whether to look further. */
const MAX_LINES = 3;
const MAX_SECTION_LINES = 6;
const MAX_ITEMS = 20;

/** Text that no client and no variable of a custom action can misread: names, numbers, ARNs, references; no URLs. */
const PLAIN = /^(?!.*\/\/)[\w.:/#=+-]{1,256}$/;

/** The message as JSON of one line: a few KB, whatever a record contains. */
export function chatNotification(parts: ChatParts): string {
  const title = titleOf(parts.title);
  const nextSteps = withinText(parts.steps.filter((step) => step !== '')).lines;
  const keywords = plain(parts.keywords);
  const relatedResources = plain(parts.resources);
  const notification: ChatNotification = {
    version: '1.0',
    source: 'custom',
    id: parts.id,
    content: {
      textType: 'client-markdown',
      title,
      description: descriptionOf(parts),
      ...(nextSteps.length > 0 && { nextSteps }),
      ...(keywords.length > 0 && { keywords }),
    },
    metadata: {
      threadId: parts.cause,
      summary: title,
      eventType: parts.eventType,
      ...(relatedResources.length > 0 && { relatedResources }),
      additionalContext: contextOf(parts.context),
    },
  };
  return safeJson(JSON.stringify(notification));
}

function titleOf(title: string): string {
  const text = chatText(title);
  return text.length <= MAX_TITLE ? text : `${text.slice(0, MAX_TITLE - 1).replace(/&\w{0,3}$/, '')}…`;
}

const MORE = 'There is more: the first command below shows it.';

function descriptionOf({ facts, sections }: ChatParts): string {
  const lines = [...shortened(facts).map(factText), ...sections.flatMap(sectionLines)];
  const { lines: shown, isCut } = withinText(lines);
  return [...shown, ...(isCut ? [MORE] : [])].join('\n');
}

/** The first lines of each fact, and how many it has beyond them. */
function shortened(facts: readonly Fact[]): readonly Fact[] {
  const groups: Fact[][] = [];
  for (const fact of facts) {
    if (fact[0] === '' && groups.length > 0) groups.at(-1)?.push(fact);
    else groups.push([fact]);
  }
  return groups.flatMap((lines) => {
    const more = lines.length - MAX_LINES;
    return more > 0 ? [...lines.slice(0, MAX_LINES), ['', `and ${more} more`] as const] : lines;
  });
}

function factText([name, text]: Fact): string {
  const value = chatCode(text, MAX_VALUE);
  return name === '' ? `• ${value}` : `*${name}* ${value}`;
}

function sectionLines([title, lines]: ChatParts['sections'][number]): readonly string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MAX_SECTION_LINES).map((line) => `• ${chatCode(line, MAX_VALUE)}`);
  const rest = lines.length > MAX_SECTION_LINES ? [`• and ${lines.length - MAX_SECTION_LINES} more`] : [];
  return [`*${title}*`, ...shown, ...rest];
}

/** As many lines as Slack shows in one text. */
function withinText(lines: readonly string[]): { readonly lines: readonly string[]; readonly isCut: boolean } {
  let length = MORE.length;
  const end = lines.findIndex((line) => {
    length += line.length + 1;
    return length > MAX_TEXT;
  });
  return end === -1 ? { lines, isCut: false } : { lines: lines.slice(0, end), isCut: true };
}

function plain(texts: readonly (string | undefined)[]): readonly string[] {
  const known = texts.flatMap((text) => (text !== undefined && PLAIN.test(text) ? [text] : []));
  return [...new Set(known)].slice(0, MAX_ITEMS);
}

function contextOf(context: ChatParts['context']): Readonly<Record<string, string>> {
  const entries = Object.entries(context).flatMap(([name, text]) =>
    text !== undefined && PLAIN.test(text) ? [[name, text] as const] : [],
  );
  return Object.fromEntries(entries);
}
