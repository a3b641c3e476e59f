import type { KeptNeighbours } from '../record/neighbour-calls';
import type { Receipt } from './delivery-row';

/** Whether a log file was read with all of some neighbours. A receipt without neighbours is of a file that was read with none. */
export function isReadWith({ neighbours = [] }: Pick<Receipt, 'neighbours'>, wanted: KeptNeighbours): boolean {
  return [...wanted].every((neighbour) => neighbours.includes(neighbour));
}
