import type { JsonObject } from '../lib/core/record/json';
import { AGENT_ACTIVITIES, HEARTBEATS } from './actions/agent-traffic';
import { AUTOMATION_ACTIVITIES } from './actions/automations';
import { DOCUMENT_ACTIVITIES } from './actions/documents';
import { NODE_ACTIVITIES } from './actions/nodes';
import { OTHER_ACTIVITIES } from './actions/other-services';
import { PARAMETER_ACTIVITIES } from './actions/parameters';
import { REFUSED_ACTIVITIES } from './actions/refused-calls';
import { RUN_COMMAND_ACTIVITIES } from './actions/run-command';
import { SESSION_ACTIVITIES } from './actions/sessions';
import { cloudTrailRecord } from './cloudtrail-record';
import { logFileOf, type SampleLogFile } from './log-file';
import { instanceIdOf, type Place, placeOf } from './place';
import { MINUTE_MS } from './sample-time';
import type { Activity } from './scene';
import { SeededRandom } from './seeded-random';

/** CloudTrail delivers a place's log files about every five minutes (CloudTrail user guide). */
const DELIVERY_INTERVAL_MS = 5 * MINUTE_MS;
const INSTANCES_PER_PLACE = 50;
const DEFAULT_ACCOUNTS = ['111122223333', '444455556666', '777788889999'];
const DEFAULT_REGIONS = ['us-east-1', 'us-east-2', 'eu-central-1'];
/** Keeps a share such as 0.29 from losing a record to rounding (0.29 × 100 is a little below 29). */
const ROUNDING = 1e-9;

/** How much to generate, and of what. */
export interface CorpusOptions {
  readonly seed: number;
  readonly files: number;
  readonly recordsPerFile: number;
  /** Systems Manager records among all, from 0 to 1: met exactly, to one record. Those of KMS about parameters are none. */
  readonly systemsManagerShare: number;
  /** When the first file's records begin, ISO 8601; each round over all places is five minutes later. */
  readonly from: string;
  /** Account IDs; three documentation accounts unless said. */
  readonly accounts?: readonly string[];
  /** Three regions unless said. */
  readonly regions?: readonly string[];
}

/** An option of `generatedCorpus` that nothing can be generated from. */
export class CorpusOptionError extends Error {
  constructor(
    readonly option: keyof CorpusOptions,
    readonly value: unknown,
    readonly expected: string,
  ) {
    super(`cannot generate log files with ${option} ${JSON.stringify(value)}: expected ${expected}`);
    this.name = 'CorpusOptionError';
  }
}

/**
 * Any number of log files, made one by one as they are asked for, with event IDs that do not repeat: food for benchmarks
 * and for runs with faults. The same options give the same files. Throws `CorpusOptionError`.
 */
export function* generatedCorpus(options: CorpusOptions): Generator<SampleLogFile, void, undefined> {
  const from = checked(options);
  const fleets = fleetsOf(options);
  const random = new SeededRandom(options.seed);
  for (let index = 0; index < options.files; index++) {
    const fleet = fleets[index % fleets.length];
    if (fleet === undefined) return;
    const round = Math.floor(index / fleets.length);
    yield fileOf({ options, fleet, index, begin: from + round * DELIVERY_INTERVAL_MS }, random);
  }
}

/** What people and services do; the agents' share stands beside it. */
const OCCASIONAL: readonly Activity[] = [
  ...SESSION_ACTIVITIES,
  ...RUN_COMMAND_ACTIVITIES,
  ...PARAMETER_ACTIVITIES,
  ...DOCUMENT_ACTIVITIES,
  ...AUTOMATION_ACTIVITIES,
  ...NODE_ACTIVITIES,
  ...REFUSED_ACTIVITIES,
];

/** Half heartbeats, a quarter other calls of the agent: agents dominate the traffic of a fleet. */
const SYSTEMS_MANAGER_MIX = [HEARTBEATS, HEARTBEATS, AGENT_ACTIVITIES, OCCASIONAL];

/** A place and its instances. */
interface Fleet {
  readonly place: Place;
  readonly instanceIds: readonly string[];
}

interface FilePlan {
  readonly options: CorpusOptions;
  readonly fleet: Fleet;
  readonly index: number;
  readonly begin: number;
}

function fileOf(plan: FilePlan, random: SeededRandom): SampleLogFile {
  const { options, fleet, index, begin } = plan;
  const records: JsonObject[] = [];
  for (let i = 0; i < options.recordsPerFile; i++) {
    const ours = isSystemsManagerTurn(index * options.recordsPerFile + i, options.systemsManagerShare);
    records.push(recordOf(plan, random.pick(ours ? random.pick(SYSTEMS_MANAGER_MIX) : OTHER_ACTIVITIES), random));
  }
  return logFileOf({ place: fleet.place, deliveredAt: begin + DELIVERY_INTERVAL_MS }, random.shuffled(records), random);
}

function recordOf({ fleet, index, begin }: FilePlan, activity: Activity, random: SeededRandom): JsonObject {
  const { place, instanceIds } = fleet;
  const at = begin + random.below(DELIVERY_INTERVAL_MS);
  const scene = { place, at, thread: String(index), instanceId: random.pick(instanceIds) };
  return cloudTrailRecord({ at, place, caller: activity.by(scene), call: activity.call(scene) }, random);
}

/** Spreads the share evenly over all records, so that any stretch of them holds it. */
function isSystemsManagerTurn(turn: number, share: number): boolean {
  return Math.floor((turn + 1) * share + ROUNDING) > Math.floor(turn * share + ROUNDING);
}

function fleetsOf({ accounts = DEFAULT_ACCOUNTS, regions = DEFAULT_REGIONS }: CorpusOptions): readonly Fleet[] {
  return accounts.flatMap((accountId) => regions.map((region) => fleetOf(placeOf(accountId, region))));
}

function fleetOf(place: Place): Fleet {
  const instanceIds = Array.from({ length: INSTANCES_PER_PLACE }, (_, index) => instanceIdOf(place, index));
  return { place, instanceIds };
}

/** The beginning in milliseconds since 1970, once the options make sense. */
function checked({ from, systemsManagerShare }: CorpusOptions): number {
  const begin = Date.parse(from);
  if (Number.isNaN(begin))
    throw new CorpusOptionError('from', from, 'a time in ISO 8601, such as 2026-03-02T00:00:00Z');
  if (!(systemsManagerShare >= 0 && systemsManagerShare <= 1)) {
    throw new CorpusOptionError('systemsManagerShare', systemsManagerShare, 'a number from 0 to 1');
  }
  return begin;
}
