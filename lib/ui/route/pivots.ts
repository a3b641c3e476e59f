import { ENTITY_KINDS, type EntityKind, type PageAddress } from '../../core/explorer/page-address';
import { type ConditionWord, isSwitch, type Question, type QuestionFlag } from '../../core/explorer/question';
import { excluding, narrowedTo, windowOf } from '../../core/explorer/question-moves';
import { shellWord } from '../../core/text/shell-word';
import { hrefOf } from './address';
import type { Pivot } from './pivot';

/** The kinds of entities that callers and things of a condition are. */
const ENTITY_OF: Partial<Readonly<Record<ConditionWord, EntityKind>>> = {
  actor: 'actor',
  principal: 'principal',
  role: 'role',
  'access-key': 'access-key',
  'source-ip': 'address',
  resource: 'resource',
};

/** The page of whom or what a value names. Undefined for what is no caller and no thing, such as an outcome. */
export function entityOf({ flag, value, kind }: Pivot, question: Question = []): PageAddress | undefined {
  const entity = flag === 'resource' && kind !== undefined && isResourceKind(kind) ? kind : ENTITY_OF[flag];
  return entity && { page: 'entity', kind: entity, value, question: windowOf(question) };
}

/** The events that a value narrows a question to. */
export function narrowedHref(question: Question, { flag, value }: Pivot): string {
  return hrefOf({ page: 'events', question: narrowedTo(question, wordOf(flag, value)) });
}

/** The events of a question without those that have a value. */
export function excludedHref(question: Question, { flag, value }: Pivot): string {
  return hrefOf({ page: 'events', question: excluding(question, { flag, value }) });
}

/** What copying a value gives: one word of a shell, so that text of a log cannot become a command. */
export function copiedText({ value }: Pivot): string {
  return shellWord(value);
}

/** A word of a question; a switch has no value. */
export function wordOf(flag: QuestionFlag, value: string) {
  return isSwitch(flag) ? { flag } : { flag, value };
}

function isResourceKind(kind: string): kind is EntityKind {
  return Object.hasOwn(ENTITY_KINDS, kind) && ENTITY_KINDS[kind as EntityKind] === 'resource';
}
