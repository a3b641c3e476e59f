import { AGENT_TRAFFIC_CHOICES, type AgentTraffic } from '../../contract/environment';
import { NEIGHBOURS, type Neighbour } from '../../contract/neighbours';
import {
  countByName,
  listOf,
  oneOf,
  type Parse,
  type Settings,
  textMatching,
  trueOrFalse,
  wholeNumber,
} from './setting';

/** Which records become rows, and how. */
export interface IndexingOptions {
  /**
   * Event names that the stack spreads over several partitions of the Events table, each with the number of partitions.
   * The agent's own calls have partitions of their own, sixteen for `UpdateInstanceInformation`, whatever is set here.
   * @default - none: one partition an event name
   */
  readonly spreadEvents: Readonly<Record<string, number>>;
  /**
   * Paths in a record that are indexed as terms in addition to the built-in ones, such as
   * `requestParameters.documentName`.
   * @default - none
   */
  readonly extraTerms: readonly string[];
  /**
   * The event sources of the Systems Manager family that are indexed, such as `ssm.amazonaws.com`.
   * @default - all, those that do not exist yet included
   */
  readonly eventSources: readonly string[];
  /**
   * Event names that are not indexed. The receipt of a log file counts what is left out.
   * @default - none
   */
  readonly excludedEvents: readonly string[];
  /**
   * What happens to the agent's own calls about its own instance, which are most of a fleet's records: kept like all
   * others, left out, or kept for fewer days.
   * @default 'keep'
   */
  readonly agentTraffic: AgentTraffic;
  /**
   * Whether to index calls of KMS that encrypt or decrypt a parameter.
   * @default true
   */
  readonly related: boolean;
  /**
   * Services beside Systems Manager whose calls lead into containers and machines, and are indexed as well: `ecs-exec` for
   * `ExecuteCommand` of ECS, `instance-connect` for `SendSSHPublicKey`, `SendSerialConsoleSSHPublicKey` and `OpenTunnel` of EC2
   * Instance Connect.
   * @default - none
   */
  readonly neighbours: readonly Neighbour[];
}

/** A question reads every partition of an event name, so each reader pays for a spread. */
const MAX_PARTITIONS = 64;
/** Together with the length of a name, this keeps the environment of the function under Lambda's 4 KB. */
const MAX_SPREAD_EVENTS = 20;
/** Each extra term can be one more row for every event. */
const MAX_EXTRA_TERMS = 10;

/** As many as the family could ever have. They fit into the environment of the function. */
const MAX_SOURCES = 20;
/** They fit into the environment of the function. To exclude more, use `eventSources`. */
const MAX_EXCLUDED_EVENTS = 20;
/** A century. A larger number is a typing error. */
const MAX_DAYS = 36_500;

const EVENT_SOURCE = /^(?=.{1,64}$)(?:[a-z]+-)?(?:ec2messages|ssmmessages|ssm(?:-[a-z0-9-]+)?)\.amazonaws\.com$/;
const EVENT_NAME = /^[A-Za-z][A-Za-z0-9]{0,63}$/;
const RECORD_PATH = /^(?=.{1,128}$)[\w:-]+(?:\.[\w:-]+)*$/;

/** How these options are read. */
export const INDEXING_SETTINGS: Settings<IndexingOptions> = {
  spreadEvents: {
    fallback: {},
    expected: `an object of at most ${MAX_SPREAD_EVENTS} event names, each with a whole number from 2 to ${MAX_PARTITIONS}, such as {"UpdateInstanceInformation":8}`,
    parse: countByName(EVENT_NAME, wholeNumber(2, MAX_PARTITIONS), MAX_SPREAD_EVENTS),
  },
  extraTerms: {
    fallback: [],
    expected: `a list of at most ${MAX_EXTRA_TERMS} record paths, such as ["requestParameters.documentName"]`,
    parse: listOf(textMatching(RECORD_PATH), MAX_EXTRA_TERMS),
  },
  eventSources: {
    fallback: [],
    expected: `a list of at most ${MAX_SOURCES} event sources of Systems Manager, such as ["ssm.amazonaws.com"], or [] for all`,
    parse: listOf(textMatching(EVENT_SOURCE), MAX_SOURCES),
  },
  excludedEvents: {
    fallback: [],
    expected: `a list of at most ${MAX_EXCLUDED_EVENTS} event names, such as ["DescribeInstanceInformation"]`,
    parse: listOf(textMatching(EVENT_NAME), MAX_EXCLUDED_EVENTS),
  },
  agentTraffic: {
    fallback: 'keep',
    expected: `${AGENT_TRAFFIC_CHOICES.join(', ')} or a whole number of days from 1 to ${MAX_DAYS}`,
    parse: agentTraffic(),
  },
  related: { fallback: true, expected: 'true or false', parse: trueOrFalse },
  neighbours: {
    fallback: [],
    expected: `a list of ${NEIGHBOURS.join(' and ')}, such as ["ecs-exec"], or [] for none`,
    parse: listOf(oneOf(NEIGHBOURS), NEIGHBOURS.length),
  },
};

function agentTraffic(): Parse<AgentTraffic> {
  const choice = oneOf(AGENT_TRAFFIC_CHOICES);
  const days = wholeNumber(1, MAX_DAYS);
  return (given) => choice(given) ?? days(given);
}
