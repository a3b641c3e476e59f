import { ALARM_NAMES } from '../../contract/alarm-names';
import {
  AGENT_TRAFFIC_CHOICES,
  type AgentTraffic,
  type IngestEnvironment,
  type KeptVariables,
} from '../../contract/environment';
import { NEIGHBOURS, neighboursNamed } from '../../contract/neighbours';
import type { StackOutputs } from '../../contract/stack-outputs';
import { type GuardedStack, guardedStack } from '../../core/guard/guarded-stack';
import type { KeptNeighbours } from '../../core/neighbours/neighbour-calls';
import { AGENT_PARTITIONS } from '../../core/rows/agent-partitions';
import type { Spread } from '../../core/rows/event-keys';
import type { KeptRecords } from '../../core/rows/kept-records';
import { INDEX_EVERYTHING, type Indexing } from '../index/index-record';

/** A configuration value cannot be read. */
export class ConfigurationValueError extends Error {
  constructor(
    readonly variable: string,
    readonly value: string,
    readonly expected: string,
  ) {
    super(`${variable} is '${value}': expected ${expected}`);
    this.name = 'ConfigurationValueError';
  }
}

/**
 * How to index records, from the environment of the function. Throws `ConfigurationValueError` for a value that cannot
 * be read, and `GuardedStackError`.
 */
export function indexingOf(environment: IngestEnvironment): Indexing {
  const spread = new Map(listed(environment.SPREAD_EVENTS).map(spreadEntry));
  return {
    retentionDays: positiveInteger('RETENTION_DAYS', environment.RETENTION_DAYS),
    spread,
    agentSpread: agentSpread(spread),
    packs: true,
    kept: keptRecords(environment),
    ...termsIndexingOf(environment),
  };
}

/** What decides about the terms of rows that stand, whatever was kept. Throws as `indexingOf` does. */
export function termsIndexingOf(
  environment: Pick<IngestEnvironment, 'EXTRA_TERMS' | 'GUARDED_STACK'>,
): Pick<Indexing, 'extraTerms' | 'guard'> {
  return {
    extraTerms: listed(environment.EXTRA_TERMS),
    guard: guardedStack(environment.GUARDED_STACK, ALARM_NAMES),
  };
}

/** The variables that decide which rows there are, wherever they are stored. */
export type ExpectedVariables = KeptVariables & Pick<IngestEnvironment, 'RETENTION_DAYS' | 'GUARDED_STACK'>;

/** These variables of an environment as text, by which you can tell whether they have changed. */
export function expectedSettings(environment: ExpectedVariables): string {
  const { RETENTION_DAYS, EVENT_SOURCES, EXCLUDED_EVENTS, AGENT_TRAFFIC, RELATED, GUARDED_STACK } = environment;
  return JSON.stringify({ RETENTION_DAYS, EVENT_SOURCES, EXCLUDED_EVENTS, AGENT_TRAFFIC, RELATED, GUARDED_STACK });
}

/**
 * How records were indexed by such a text. It has no neighbours, which receipts tell of. The configured spread and the extra terms are left out: verification finds rows
 * wherever they are, soonest where they are if nothing is configured, and does not ask for such terms.
 */
export function expectedIndexing(settings: string): Indexing {
  const variables = JSON.parse(settings) as ExpectedVariables;
  return {
    ...INDEX_EVERYTHING,
    agentSpread: AGENT_PARTITIONS,
    packs: true,
    retentionDays: positiveInteger('RETENTION_DAYS', variables.RETENTION_DAYS),
    kept: keptRecords({ ...variables, NEIGHBOURS: '' }),
    guard: guardedStack(variables.GUARDED_STACK, ALARM_NAMES),
  };
}

/** The values that leave nothing out but neighbours. */
export const KEEP_ALL_VARIABLES: KeptVariables = {
  EVENT_SOURCES: '',
  EXCLUDED_EVENTS: '',
  AGENT_TRAFFIC: 'keep',
  RELATED: 'true',
  NEIGHBOURS: '',
};

/** Which records are kept. Throws `ConfigurationValueError` for a value that cannot be read. */
export function keptRecords(environment: KeptVariables): KeptRecords {
  return {
    eventSources: new Set(listed(environment.EVENT_SOURCES).map((source) => source.toLowerCase())),
    excludedEvents: new Set(listed(environment.EXCLUDED_EVENTS)),
    agentTraffic: agentTraffic(environment.AGENT_TRAFFIC),
    related: yesOrNo('RELATED', environment.RELATED),
    neighbours: keptNeighbours(environment.NEIGHBOURS),
  };
}

function keptNeighbours(text: string): KeptNeighbours {
  const named = neighboursNamed(listed(text));
  if (named === undefined) throw new ConfigurationValueError('NEIGHBOURS', text, NEIGHBOURS.join(','));
  return new Set(named);
}

/** Which records a stack keeps today, according to its output. */
export function keptBy({ KeptRecords }: Pick<StackOutputs, 'KeptRecords'>): KeptRecords {
  return keptRecords({ ...KEEP_ALL_VARIABLES, ...(JSON.parse(KeptRecords) as Partial<KeptVariables>) });
}

/** The stack that an output names as the one whose resources are guarded. */
export function guardedBy({ GuardedStack }: Pick<StackOutputs, 'GuardedStack'>): GuardedStack | undefined {
  return guardedStack(GuardedStack, ALARM_NAMES);
}

function agentTraffic(text: string): AgentTraffic {
  return AGENT_TRAFFIC_CHOICES.find((choice) => choice === text) ?? positiveInteger('AGENT_TRAFFIC', text);
}

function yesOrNo(variable: string, text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new ConfigurationValueError(variable, text, 'true or false');
  return text === 'true';
}

function listed(text: string): readonly string[] {
  return text.split(',').filter((entry) => entry !== '');
}

/** The agent's calls of a name have as many partitions as the configuration says, but at least those that are built in. */
function agentSpread(spread: Spread): Spread {
  const larger = [...spread].filter(([name, count]) => count > (AGENT_PARTITIONS.get(name) ?? 1));
  return new Map([...AGENT_PARTITIONS, ...larger]);
}

function spreadEntry(entry: string): readonly [string, number] {
  const [name, count, ...rest] = entry.split('=');
  if (!name || count === undefined || rest.length > 0) {
    throw new ConfigurationValueError('SPREAD_EVENTS', entry, '<eventName>=<partitions>');
  }
  return [name, positiveInteger('SPREAD_EVENTS', count)];
}

function positiveInteger(variable: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new ConfigurationValueError(variable, text, 'a whole number from 1');
  return Number(text);
}
