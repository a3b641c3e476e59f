import { InvalidArgumentError, Option } from 'commander';
import { NEIGHBOURS, type Neighbour, neighboursNamed } from '../../contract/neighbours';

/** The flag that names neighbours whose calls are read as well. */
export interface NeighboursFlag {
  readonly neighbours?: readonly Neighbour[];
}

/** `--neighbours NAMES`, which may be repeated. `condition` begins its help: where the flag counts. */
export function neighboursOption(condition = ''): Option {
  return new Option(
    '--neighbours <names>',
    `${condition}also read calls of services beside Systems Manager that lead into containers and machines: ${NEIGHBOURS.join(',')}`,
  ).argParser(named);
}

function named(value: string, before: readonly Neighbour[] = []): readonly Neighbour[] {
  const found = neighboursNamed(value.split(',').map((name) => name.trim()));
  if (found === undefined) throw new InvalidArgumentError(`expected ${NEIGHBOURS.join(', ')} or both with a comma.`);
  return NEIGHBOURS.filter((each) => found.includes(each) || before.includes(each));
}
