import { resourceSearches } from '../../core/query/resource-search';
import type { Relation, Resource, ResourceKind } from '../../core/resources/resource';
import { storedResourceId } from '../../core/resources/stored-resource';
import type { StoredEvent } from '../../core/rows/stored-event';
import { foldedId } from '../../core/rows/term-row';
import { safeText } from '../../core/text/safe-text';
import { cutMiddle } from '../render/cut-text';

/** What a call touched, in words: what was asked for, which is to stand whole, and everything else. */
export interface ResourcesText {
  readonly asked: string;
  readonly rest: string;
}

/** Terminal cells for each of several things: room for most of a long name and for the beginning of the next. */
const EACH_WIDTH = 40;

/** Things that are written down: no terminal shows more. */
const MOST_WRITTEN = 30;

/**
 * The order of kinds: what people look for first is what a call acted on, then by which means. Made-up ids say least.
 */
const ORDER: Readonly<Record<Relation, number>> = { changes: 0, target: 0, uses: 1, creates: 2, implied: 3 };

/** Created things whose name somebody chose. They say as much as changed ones. */
const NAMED: ReadonlySet<ResourceKind> = new Set(['parameter', 'document']);

/** A resource that somebody asks for: the ids of it, and of the paths above it. */
interface AskedResource {
  readonly text: string;
  readonly ids: ReadonlySet<string>;
  readonly above: ReadonlySet<string>;
}

/**
 * Tells what calls touched: the resources that were asked for first, then their targets. Of one that was asked for and
 * that a row does not name, it says how the call came to touch it.
 */
export class ResourcesTexts {
  private readonly asked: readonly AskedResource[];

  constructor(asked: readonly string[]) {
    this.asked = asked.map(askedResource);
  }

  /** The resources of an event in words. */
  of(event: StoredEvent): ResourcesText {
    const resources = [...(event.resources ?? [])].sort((one, other) => rank(one) - rank(other));
    const named = resources.filter(({ id }) => this.asked.some(({ ids }) => ids.has(foldedId(id))));
    const rest = resources.filter((resource) => !named.includes(resource));
    if (named.length > 0) return { asked: idsText(named), rest: restText(rest) };
    const [only, another] = this.asked;
    if (only === undefined || another !== undefined) return { asked: '', rest: restText(rest) || '-' };
    return { asked: safeText(only.text), rest: unnamed(event, rest, only) };
  }
}

/** The resource that a text asks for. A parameter is also asked for where a call names a path above it. */
function askedResource(text: string): AskedResource {
  const searches = resourceSearches(text);
  const idsOf = (isMeant: (kind: ResourceKind | undefined) => boolean) =>
    new Set(searches.filter(({ kind }) => isMeant(kind)).map(({ id }) => foldedId(storedResourceId(id))));
  return {
    text,
    ids: idsOf((kind) => kind !== 'parameterPath'),
    above: idsOf((kind) => kind === 'parameterPath'),
  };
}

/** How an event touched what was asked for without naming it: by a path above it, or in some text of the call. */
function unnamed({ mentions = [] }: StoredEvent, rest: readonly Resource[], { ids, above }: AskedResource): string {
  const path = rest.find(({ id }) => above.has(foldedId(id)));
  if (path) return `by path ${restText([path, ...rest.filter((other) => other !== path)])}`;
  const isMentioned = mentions.some((id) => ids.has(foldedId(id)));
  return [...(isMentioned ? ['mentioned'] : []), restText(rest)].join(' ').trim();
}

function idsText(resources: readonly Resource[]): string {
  return [...new Set(resources.map(({ id }) => safeText(id)))].join(' ');
}

function restText(resources: readonly Resource[]): string {
  const [only, another] = resources;
  if (only !== undefined && another === undefined) return safeText(only.id);
  return resources
    .slice(0, MOST_WRITTEN)
    .map(({ id }) => cutMiddle(safeText(id), EACH_WIDTH))
    .join(' ');
}

function rank({ kind, relation }: Resource): number {
  return relation === 'creates' && NAMED.has(kind) ? ORDER.changes : ORDER[relation];
}
