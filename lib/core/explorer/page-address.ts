import type { AnchorKind } from '../story/story';
import {
  type ConditionWord,
  QUESTION_FLAGS,
  type Question,
  type QuestionFlag,
  readQuestion,
  writeQuestion,
} from './question';

/** What a page is about. `question` has the words that its address may have. */
export type PageAddress =
  | { readonly page: 'events'; readonly question: Question }
  | { readonly page: 'event'; readonly ref: string; readonly question: Question }
  | { readonly page: 'story'; readonly kind: AnchorKind; readonly value: string; readonly question: Question }
  | { readonly page: 'entity'; readonly kind: EntityKind; readonly value: string; readonly question: Question }
  | { readonly page: 'alerts'; readonly rule?: string; readonly question: Question }
  | { readonly page: 'status'; readonly question: Question };

export type PageName = PageAddress['page'];

/** Whom and what an entity page is about, and the condition that finds what it did or what touched it. */
export const ENTITY_KINDS = {
  actor: 'actor',
  principal: 'principal',
  role: 'role',
  'access-key': 'access-key',
  address: 'source-ip',
  instance: 'resource',
  parameter: 'resource',
  document: 'resource',
  resource: 'resource',
} as const satisfies Readonly<Record<string, ConditionWord>>;
export type EntityKind = keyof typeof ENTITY_KINDS;

/** What a story can be told of, as an address has it. */
const STORY_KINDS = {
  event: 'event',
  session: 'session',
  'access-key': 'accessKey',
  actor: 'actor',
  resource: 'resource',
} as const satisfies Readonly<Record<string, AnchorKind>>;

const WINDOW = ['since', 'until', 'during'] as const satisfies readonly QuestionFlag[];
const DELIVERY = ['account', 'region', ...WINDOW] as const satisfies readonly QuestionFlag[];

/** What `summary` does not take: it counts all, newest or oldest, and says in another way what is the agent's. */
const NOT_COUNTED: readonly QuestionFlag[] = ['quarantined', 'no-agent', 'limit', 'oldest-first'];

/** The words that the address of a page may have. Any other is an `AddressError`. */
export const PAGE_FLAGS: Readonly<Record<PageName, readonly QuestionFlag[]>> = {
  events: QUESTION_FLAGS,
  event: [],
  story: [...WINDOW, 'limit'],
  entity: QUESTION_FLAGS.filter((flag) => !NOT_COUNTED.includes(flag)),
  alerts: DELIVERY,
  status: DELIVERY,
};

/**
 * Reads the address of a page: `path` is what follows the base, without a leading slash, still encoded. Undefined if no
 * page has this path. Throws `AddressError` for words that the page does not take.
 */
export function readPage(path: string, search: string): PageAddress | undefined {
  const about = aboutOf(path.split('/').map(decoded));
  return about && ({ ...about, question: readQuestion(search, PAGE_FLAGS[about.page]) } as PageAddress);
}

/** The path of a page and its question, relative to the base: `event/StartSession%2F2018-…`. Of the events, it begins with `?`. */
export function writePage(address: PageAddress): string {
  const query = writeQuestion(address.question);
  return `${pathOf(address).map(encodeURIComponent).join('/')}${query === '' ? '' : `?${query}`}`;
}

type About = PageAddress extends infer Page ? (Page extends PageAddress ? Omit<Page, 'question'> : never) : never;

/** The parts of a path behind its first one. */
type Rest = readonly (string | undefined)[];

/** What pages of each path are about; undefined if there is no such page. */
const ABOUT: Readonly<Record<string, (rest: Rest) => About | undefined>> = {
  '': ([more]) => (more === undefined ? { page: 'events' } : undefined),
  status: ([more]) => (more === undefined ? { page: 'status' } : undefined),
  alerts: ([rule, more]) => (rule === '' || more !== undefined ? undefined : aboutAlerts(rule)),
  event: ([ref, more]) => (ref && more === undefined ? { page: 'event', ref } : undefined),
  story: ([kind, value]) => (isKeyOf(STORY_KINDS, kind) && value ? aboutStory(kind, value) : undefined),
  entity: ([kind, value]) => (isKeyOf(ENTITY_KINDS, kind) && value ? { page: 'entity', kind, value } : undefined),
};

/** The longest path: page, kind and value. */
const MOST_PARTS = 3;

function aboutOf([page, ...rest]: Rest): About | undefined {
  if (page === undefined || rest.length >= MOST_PARTS || !Object.hasOwn(ABOUT, page)) return undefined;
  return ABOUT[page]?.(rest);
}

function aboutAlerts(rule: string | undefined): About {
  return { page: 'alerts', ...(rule !== undefined && { rule }) };
}

function aboutStory(kind: keyof typeof STORY_KINDS, value: string): About {
  return { page: 'story', kind: STORY_KINDS[kind], value };
}

function pathOf(address: PageAddress): readonly string[] {
  switch (address.page) {
    case 'events':
      return [];
    case 'event':
      return ['event', address.ref];
    case 'story':
      return ['story', storyWord(address.kind), address.value];
    case 'entity':
      return ['entity', address.kind, address.value];
    case 'alerts':
      return address.rule === undefined ? ['alerts'] : ['alerts', address.rule];
    case 'status':
      return ['status'];
  }
}

function storyWord(kind: AnchorKind): string {
  return kind === 'accessKey' ? 'access-key' : kind;
}

function isKeyOf<Table extends object>(table: Table, name: string | undefined): name is keyof Table & string {
  return name !== undefined && Object.hasOwn(table, name);
}

/** A part that is not encoded as addresses are is the part of no page. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
