import type { JsonObject } from '../../lib/core/record/json';
import { AGENT_ACTIVITIES, HEARTBEATS } from '../../samples/actions/agent-traffic';
import { AUTOMATION_ACTIVITIES } from '../../samples/actions/automations';
import { DOCUMENT_ACTIVITIES } from '../../samples/actions/documents';
import { getParameter } from '../../samples/actions/parameters';
import { sendCommand } from '../../samples/actions/run-command';
import { SESSION_ACTIVITIES } from '../../samples/actions/sessions';
import { administrator, application, pipeline } from '../../samples/callers';
import { cloudTrailRecord } from '../../samples/cloudtrail-record';
import { instanceIdOf, type Place, placeOf } from '../../samples/place';
import type { Activity, Scene } from '../../samples/scene';
import { SeededRandom } from '../../samples/seeded-random';
import { drawnRank, type Organization, type Rate } from './organization';

/** Calls of a kind: how many, from where, and how a record of them is made. */
export interface Traffic {
  readonly kind: string;
  readonly rate: Rate;
  /** Whether few accounts make most of the calls, or all the same. */
  readonly isSkewed: boolean;
  readonly activities: readonly Activity[];
  readonly refused?: true;
}

/** The agent updates the information of its node every five minutes (Systems Manager user guide: SSM Agent). */
const HEARTBEAT_SECONDS = 300;

/** Applications that read their configuration: 0.2 calls a second and account, of which the busiest makes a tenth. */
const READS_OF_ACCOUNT = 0.2;

/** One person in 2 accounts, 200 calls in a working day of 8 hours, all of them at work at once. */
const CALLS_OF_PEOPLE = (0.5 * 200) / (8 * 3600);

/** A pipeline in each account: 100 calls a day, half of them within two hours. */
const CALLS_OF_PIPELINES = 50 / (2 * 3600);

/** Commands to fifty nodes each that reach every node once in four hours, as patching and inventory do. */
const COMMANDS_OF_NODE = 1 / 50 / (4 * 3600);

const NODES_OF_COMMAND = 50;

/** Different parameters of an application, and applications of an account. */
const PARAMETERS = 20;
const APPLICATIONS = 3;

/** What an organization does with Systems Manager. */
export const TRAFFIC: readonly Traffic[] = [
  { kind: 'heartbeats', rate: ofNodes(1 / HEARTBEAT_SECONDS), isSkewed: false, activities: HEARTBEATS },
  { kind: 'agents', rate: ofNodes(0.5 / HEARTBEAT_SECONDS), isSkewed: false, activities: AGENT_ACTIVITIES },
  { kind: 'reads', rate: ofAccounts(READS_OF_ACCOUNT), isSkewed: true, activities: [{ by: application, call: read }] },
  {
    kind: 'refused reads',
    rate: ofAccounts(READS_OF_ACCOUNT * 0.05),
    isSkewed: true,
    activities: [{ by: application, call: read }],
    refused: true,
  },
  {
    kind: 'people',
    rate: ofAccounts(CALLS_OF_PEOPLE),
    isSkewed: true,
    activities: [...SESSION_ACTIVITIES, ...DOCUMENT_ACTIVITIES].map((each) => ({ ...each, by: administrator })),
  },
  {
    kind: 'automation',
    rate: ofAccounts(CALLS_OF_PIPELINES),
    isSkewed: true,
    activities: [...AUTOMATION_ACTIVITIES, ...DOCUMENT_ACTIVITIES].map((each) => ({ ...each, by: pipeline })),
  },
  { kind: 'commands', rate: ofNodes(COMMANDS_OF_NODE), isSkewed: false, activities: [{ by: pipeline, call: command }] },
];

function ofNodes(each: number): Rate {
  return { driver: 'nodes', each };
}

function ofAccounts(each: number): Rate {
  return { driver: 'accounts', each };
}

function read({ place, thread }: Scene) {
  return getParameter(place, `/${thread}/settings`, true);
}

function command({ place, at, thread }: Scene) {
  const instanceIds = Array.from({ length: NODES_OF_COMMAND }, (_, index) => instanceIdOf(place, index));
  return sendCommand(place, {
    commandId: SeededRandom.of(thread).uuid(),
    documentName: 'AWS-RunPatchBaseline',
    to: { instanceIds },
    at,
  });
}

/** Of how many numbers a rank is drawn. */
const RESOLUTION = 2 ** 31;

/** Where an organization makes calls, drawn at random. */
export class Places {
  constructor(
    private readonly organization: Organization,
    private readonly random: SeededRandom,
  ) {}

  /** A place, of an account that is one of the busiest or of any. */
  draw(isSkewed: boolean): Place {
    const { accounts, regions } = this.organization;
    const rank = isSkewed
      ? drawnRank(this.random.below(RESOLUTION) / RESOLUTION, accounts)
      : this.random.below(accounts);
    return placeOf(String(100_000_000_000 + rank), REGIONS[this.random.below(regions)] ?? 'us-east-1');
  }
}

const REGIONS = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1', 'eu-central-1', 'eu-west-1'],
  ...['eu-west-2', 'eu-west-3', 'eu-north-1', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ap-northeast-1'],
  ...['ap-northeast-2', 'ap-northeast-3'],
];

/** A record of a kind at a place, at a time in milliseconds since 1970. */
export function recordOf(traffic: Traffic, organization: Organization, place: Place, at: number, random: SeededRandom) {
  const scene = {
    place,
    at,
    thread: `${random.below(APPLICATIONS)}/${random.below(PARAMETERS)}`,
    instanceId: instanceIdOf(place, random.below(Math.ceil(organization.nodes / organization.accounts))),
  };
  const activity = random.pick(traffic.activities);
  const record = cloudTrailRecord({ at, place, caller: activity.by(scene), call: activity.call(scene) }, random);
  return ofItsOwn(traffic.refused ? refused(record) : record, scene, organization, random);
}

function refused(record: JsonObject): JsonObject {
  return { ...record, errorCode: 'AccessDenied', responseElements: null };
}

/**
 * The samples have one company of a few people with one address each. Here, people are many, addresses and sessions of
 * applications are those of an account, and hybrid nodes are as many as others.
 */
function ofItsOwn(record: JsonObject, { place, instanceId }: Scene, { accounts }: Organization, random: SeededRandom) {
  const person = `person${random.below(Math.ceil(accounts / 2))}`;
  const account = Number(place.accountId) % 65_536;
  const text = JSON.stringify(record)
    .replaceAll('ana.lopez', person)
    .replaceAll('mateo.jackson', person)
    .replaceAll('deploy-1842', `deploy-${random.below(1_000)}`)
    .replace(/"sourceIPAddress":"[\d.]+"/, `"sourceIPAddress":"10.${account >> 8}.${account & 255}.${random.below(3)}"`)
    .replaceAll(/mi-0[0-9a-f]{16}/g, instanceId.replace('i-', 'mi-'));
  return JSON.parse(text) as JsonObject;
}
