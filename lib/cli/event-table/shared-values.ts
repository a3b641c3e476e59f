import type { EventCells } from './event-cells';

/** What is said once above rows that have it in common. */
export const SHAREABLE = ['account', 'region', 'who', 'from'] as const;
export type Shareable = (typeof SHAREABLE)[number];

/** The values that all rows have in common. */
export type SharedValues = Readonly<Partial<Record<Shareable, string>>>;

/** What one row alone keeps for itself: only where it happened stands above it. */
const OF_ONE_ROW: readonly Shareable[] = ['account', 'region'];

/** What rows have in common, among what the rows before them have. */
export function sharedValues(rows: readonly EventCells[], before: SharedValues | undefined): SharedValues {
  const [first, another] = rows;
  if (!first) return before ?? {};
  const candidates = before === undefined && another === undefined ? OF_ONE_ROW : SHAREABLE;
  const shared = candidates.filter(
    (name) => (before === undefined || before[name] === first[name]) && rows.every((row) => row[name] === first[name]),
  );
  return Object.fromEntries(shared.map((name) => [name, first[name]]));
}
