import type { Relation, Resource, ResourceKind } from '../../core/resources/resource';
import { safeText } from '../../core/text/safe-text';
import { cut } from '../render/render-table';

/** Terminal cells that the things of a call may take in a table. */
export const RESOURCES_WIDTH = 56;

/** Terminal cells for each of several things: room for most of a long name and for the beginning of the next. */
const EACH_WIDTH = 40;

/** Things that are written down: an id and a gap take two cells, so that more never fit. */
const MOST_WRITTEN = RESOURCES_WIDTH / 2 + 1;

/**
 * The order of kinds: what people look for first is what a call acted on, then by which means. Made-up ids say least.
 */
const ORDER: Readonly<Record<Relation, number>> = { changes: 0, target: 0, uses: 1, creates: 2, implied: 3 };

/** Created things whose name somebody chose. They say as much as changed ones. */
const NAMED: ReadonlySet<ResourceKind> = new Set(['parameter', 'document']);

/** The things that a call touched as a cell of a table, its target first; `-` if there are none. */
export function resourcesCell(resources: readonly Resource[]): string {
  if (resources.length === 1) return resources[0]?.id ?? '-';
  const ids = [...resources]
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MOST_WRITTEN)
    .map(({ id }) => cut(safeText(id), EACH_WIDTH));
  return ids.join(' ') || '-';
}

function rank({ kind, relation }: Resource): number {
  return relation === 'creates' && NAMED.has(kind) ? ORDER.changes : ORDER[relation];
}
