import { NEIGHBOURS, type Neighbour } from '../../contract/neighbours';

/** The calls of a neighbour. */
export interface NeighbourCalls {
  readonly eventSource: string;
  readonly eventNames: readonly string[];
}

/**
 * The calls of neighbours: the one place that says which records are theirs (Amazon ECS API reference, `ExecuteCommand`; EC2
 * Instance Connect API reference; EC2 user guide, "Log connections established over EC2 Instance Connect Endpoint"). Host names
 * that begin otherwise than these also need a line in `is_neighbour` of log-file/value-end.wat.
 */
export const NEIGHBOUR_CALLS: Readonly<Record<Neighbour, NeighbourCalls>> = {
  'ecs-exec': { eventSource: 'ecs.amazonaws.com', eventNames: ['ExecuteCommand'] },
  'instance-connect': {
    eventSource: 'ec2-instance-connect.amazonaws.com',
    eventNames: ['SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey', 'OpenTunnel'],
  },
};

/** Which neighbours' records are kept. */
export type KeptNeighbours = ReadonlySet<Neighbour>;

/** None, as by default. */
export const NO_NEIGHBOURS: KeptNeighbours = new Set();

/** All of them. */
export const ALL_NEIGHBOURS: KeptNeighbours = new Set(NEIGHBOURS);

/** What every record of a neighbour's call holds in its name. */
export const NEIGHBOUR_NAMES: readonly Buffer[] = ['ExecuteCommand', 'SSHPublicKey', 'OpenTunnel'].map((name) =>
  Buffer.from(name),
);

/** What tells whose call it is, of a record or an event. */
interface Call {
  readonly eventSource?: unknown;
  readonly eventName?: unknown;
}

/** The neighbour whose call it is. Undefined for any other call. */
export function neighbourOf({ eventSource, eventName }: Call): Neighbour | undefined {
  const found = NEIGHBOURS.find((each) => NEIGHBOUR_CALLS[each].eventSource === eventSource);
  return found && NEIGHBOUR_CALLS[found].eventNames.some((name) => name === eventName) ? found : undefined;
}
