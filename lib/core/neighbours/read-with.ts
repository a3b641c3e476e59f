import type { Neighbour } from '../../contract/neighbours';
import type { KeptNeighbours } from './neighbour-calls';

/** What a receipt says of neighbours. */
interface ReadWith {
  readonly neighbours?: readonly Neighbour[];
}

/** Whether a log file was read with all of some neighbours. A receipt without neighbours is of a file that was read with none. */
export function isReadWith({ neighbours = [] }: ReadWith, wanted: KeptNeighbours): boolean {
  return [...wanted].every((neighbour) => neighbours.includes(neighbour));
}
