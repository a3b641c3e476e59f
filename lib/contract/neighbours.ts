/** Services beside Systems Manager whose calls lead into machines and containers, by what the configuration calls them. */
export const NEIGHBOURS = ['ecs-exec', 'instance-connect'] as const;
export type Neighbour = (typeof NEIGHBOURS)[number];

/** The neighbours that texts name. Undefined if one of the texts names none. */
export function neighboursNamed(texts: readonly string[]): readonly Neighbour[] | undefined {
  const named = NEIGHBOURS.filter((neighbour) => texts.includes(neighbour));
  return texts.every((text) => named.some((neighbour) => neighbour === text)) ? named : undefined;
}
