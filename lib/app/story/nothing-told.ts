import type { EventQuery } from '../../core/query/event-query';
import { resourceSearches } from '../../core/query/resource-search';
import { SESSION_EVENTS } from '../../core/query/session-story';
import type { Resource } from '../../core/resources/resource';
import type { StoredEvent } from '../../core/rows/stored-event';
import type { AnchorKind } from '../../core/story/story';
import { namesSession } from '../../core/story/story-window';
import type { FindDependencies } from '../ask/find-events';
import { findOne } from '../ask/find-one';
import { outsideHint, windowHints } from '../ask/hints/combination-hints';
import { hintText } from '../ask/hints/empty-answer-hint';
import { emptyHead } from '../ask/hints/empty-answer-hints';
import { type FlagValue, frequentFirst, unknownValueHint, withFlag } from '../ask/hints/unknown-value';
import { type StoreSample, sampleStore } from '../ask/store-sample';
import { type AskedStory, valueAsked } from './asked-story';
import { anchorQuestion } from './story-questions';

/** A story that a flag asks for. A reference has no values to choose among. */
export type AskedByFlag = AskedStory & { readonly kind: Exclude<AnchorKind, 'event'> };

/** A flag of stories, and the values of an event that it would find. */
interface AnchorFlag {
  readonly flag: string;
  readonly valuesOf: (event: StoredEvent) => readonly string[];
}

const FLAGS: Readonly<Record<AskedByFlag['kind'], AnchorFlag>> = {
  session: {
    flag: '--session',
    valuesOf: ({ resources = [] }) => idsOf(resources.filter(({ kind }) => kind === 'session')),
  },
  accessKey: { flag: '--access-key', valuesOf: ({ accessKeyId }) => present(accessKeyId) },
  actor: { flag: '--actor', valuesOf: ({ actor }) => present(actor) },
  resource: { flag: '--resource', valuesOf: ({ resources = [] }) => idsOf(resources) },
};

/**
 * Explains why there is no story, in a line each and in the words of the flag that asked for it: what the store contains,
 * the nearest values that exist, another window that has such events. Reads only a bounded part of the store.
 */
export async function nothingTold(deps: FindDependencies, asked: AskedByFlag): Promise<readonly string[]> {
  const sample = await sampleStore(deps);
  const window = windowHints(anchorQuestion(asked).query, sample).map(hintText);
  const found = await foundAlone(deps, asked, sample);
  if (typeof found === 'object') return [emptyHead(sample), ...(window.length > 0 ? window : outside(asked, found))];
  const agent = asked.kind === 'session' ? 'none' : await findOne(deps, sample, aloneOf(asked));
  const reason = typeof agent === 'object' ? agentText(asked) : unknownText(asked, sample, found);
  return [emptyHead(sample), ...window, reason];
}

/** An event that the value would find at any time. Calls on sessions name other things as well. */
async function foundAlone(
  deps: FindDependencies,
  asked: AskedByFlag,
  sample: StoreSample,
): Promise<StoredEvent | 'none' | 'unknown'> {
  const found = await findOne(deps, sample, { ...aloneOf(asked), noAgent: true });
  if (typeof found !== 'object' || asked.kind !== 'session') return found;
  const id = resourceSearches(asked.value)[0]?.id ?? asked.value;
  return namesSession(found, id) ? found : 'none';
}

/** The question of the value alone, at any time. */
function aloneOf({ kind, value }: AskedByFlag): Partial<EventQuery> {
  const names = kind === 'session' ? { eventNames: SESSION_EVENTS } : {};
  return { ...valueAsked(kind, value), ...names, related: true, guard: true };
}

function outside({ since, until }: AskedByFlag, { eventTime = '' }: StoredEvent): readonly string[] {
  return since === undefined && until === undefined ? [] : [hintText(outsideHint(eventTime))];
}

function agentText({ kind, value }: AskedByFlag): string {
  return `${withFlag(FLAGS[kind].flag, value)} has only the agent's own traffic, and no story is told of that: ssm-audit query shows it`;
}

function unknownText({ kind, value }: AskedByFlag, sample: StoreSample, found: 'none' | 'unknown'): string {
  const { flag, valuesOf } = FLAGS[kind];
  const unknown = {
    flag,
    value,
    found,
    reason: oddityOf(kind, value),
    meant: [...elsewhere(kind, value, sample), ...actorsOf(value, sample)],
    known: frequentFirst(sample.events.flatMap(valuesOf)),
  };
  return hintText(unknownValueHint(unknown, (text) => text));
}

/** What the form of a value reveals, whatever the store contains. */
function oddityOf(kind: AskedByFlag['kind'], value: string): string | undefined {
  if (/[*?]/.test(value)) return `${FLAGS[kind].flag} takes no wildcards`;
  return kind === 'actor' && value.startsWith('arn:') ? '--actor takes a name' : undefined;
}

/** The other flags that would find something with the same value. */
function elsewhere(kind: AskedByFlag['kind'], value: string, { events }: StoreSample): readonly FlagValue[] {
  return Object.entries(FLAGS)
    .filter(([other, { valuesOf }]) => other !== kind && events.some((event) => valuesOf(event).includes(value)))
    .map(([, { flag }]) => ({ flag, value }));
}

/** Who acts as a principal or in a role, by its ARN. */
function actorsOf(value: string, { events }: StoreSample): readonly FlagValue[] {
  const named = events.filter(({ userIdentityArn, roleArn }) => userIdentityArn === value || roleArn === value);
  return frequentFirst(named.flatMap(({ actor }) => present(actor))).map((actor) => ({
    flag: FLAGS.actor.flag,
    value: actor,
  }));
}

function idsOf(resources: readonly Resource[]): readonly string[] {
  return resources.map(({ id }) => id);
}

function present(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
