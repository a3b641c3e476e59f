import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../../lib/core/record/json';
import type { IngestHandler } from '../../lib/functions/ingest/ingest-handler';
import { logFileOf } from '../../samples/log-file';
import type { Place } from '../../samples/place';
import { SeededRandom } from '../../samples/seeded-random';
import { announce, answeringFunction, type DynamoDbRequest } from '../answering-function';
import { HeatMap } from './heat';
import { type Driver, type Organization, rateOf } from './organization';
import { type Write, writesOf } from './recorded-writes';
import { Places, recordOf, TRAFFIC, type Traffic } from './traffic';

/** How many calls of each kind are sampled, and how many log files. */
const SAMPLES = 500;
const CALLS_A_FILE = 50;
export const FILES = 300;

/** Samples that warm the code up, before processor time counts. */
const WARM_UP = 100;

const HOUR_MS = 3_600_000;
const FIVE_MINUTES_MS = 300_000;
/** The beginning of an hour, because some rows are written once in one. */
const BEGIN = Date.parse('2026-03-02T09:00:00Z');

/** What the function does for a log file or an event. */
export interface Work {
  readonly cpuMs: number;
  readonly requests: number;
}

/** Write units, and the bytes that they store. */
export interface Written {
  readonly units: number;
  readonly bytes: number;
}

/** What the simulation shows of an organization. */
export interface SimulatedWrites {
  readonly heat: HeatMap;
  readonly eventsASecond: number;
  readonly ofFile: Work;
  readonly ofEvent: Work;
  /** What an event of each kind writes, and what the receipt of a log file does. */
  readonly ofKind: ReadonlyMap<string, Written>;
  readonly writesOfFile: Written;
  /** What a read of a parameter writes to its partition of Events. */
  readonly readUnits: number;
  /** The writes for log files of places that no process has seen in this hour, beside those for any. */
  readonly ofNewHour: readonly Write[];
  /** The writes for those that this process has not seen, but another one has. */
  readonly ofNewProcess: readonly Write[];
}

/** The rows of the Deliveries table that are looked up again: another process may have put them. */
class SharedRows {
  private readonly items = new Map<string, object>();

  answer({ operation, body }: DynamoDbRequest): string | undefined {
    if (operation !== 'PutItem' && operation !== 'GetItem') return undefined;
    const { TableName, Item, Key }: { TableName: string; Item?: KeyItem; Key?: KeyItem } = JSON.parse(body);
    const key = Item ?? Key;
    if (TableName !== 'deliveries' || key === undefined) return undefined;
    const text = JSON.stringify([key.folder, key.fileName]);
    if (Item) this.items.set(text, Item);
    const found = this.items.get(text);
    return Item || !found ? undefined : JSON.stringify({ Item: found });
  }
}

interface KeyItem {
  readonly folder: object;
  readonly fileName: object;
}

/** The ingest function as it stands, with what it asks DynamoDB for. */
class RecordedFunction {
  private file = Buffer.alloc(0);
  private requests: DynamoDbRequest[] = [];
  private readonly handler: IngestHandler;
  private readonly random = new SeededRandom(1);

  /** `rows` are those that processes share. */
  constructor(spreadEvents: string, rows: SharedRows) {
    this.handler = answeringFunction({
      file: () => this.file,
      environment: { SPREAD_EVENTS: spreadEvents },
      onDynamoDb: (request) => {
        this.requests.push(request);
        return rows.answer(request);
      },
    });
  }

  /** Has a log file ingested; gives what it wrote, without what looks at it. */
  async ingest(
    place: Place,
    at: number,
    records: readonly JsonObject[],
  ): Promise<Work & { readonly writes: readonly Write[] }> {
    const { key, body } = logFileOf({ place, deliveredAt: at, organizationId: 'o-exampleorg' }, records, this.random);
    [this.file, this.requests] = [gzipSync(body), []];
    const before = process.cpuUsage();
    await announce(this.handler, [key]);
    const { user, system } = process.cpuUsage(before);
    const writes = this.requests.flatMap(writesOf);
    return { writes, requests: this.requests.length, cpuMs: (user + system) / 1_000 };
  }
}

/** Simulates a second of an organization by samples of each kind of call, and of log files without any. */
export async function simulatedWrites(organization: Organization, spreadEvents: string): Promise<SimulatedWrites> {
  const heat = new HeatMap();
  const rows = new SharedRows();
  const [ingest, another] = [new RecordedFunction(spreadEvents, rows), new RecordedFunction(spreadEvents, rows)];
  const random = new SeededRandom(7);
  const places = new Places(organization, random);
  await warmUp(ingest, organization, places, random);
  const files = await sampledFiles([ingest, another], organization, places, heat);
  let eventsASecond = 0;
  const work = { cpuMs: 0, requests: 0, events: 0 };
  const ofKind = new Map<string, Written>();
  let readUnits = 0;
  for (const traffic of TRAFFIC) {
    const rate = rateOf(traffic.rate, organization);
    eventsASecond += rate;
    const all: Write[] = [];
    for (let sample = 0; sample < SAMPLES; sample += CALLS_A_FILE) {
      const done = await sampledCalls(ingest, traffic, organization, places, random);
      for (const write of done.writes) heat.add(write, traffic.rate.driver, rate / SAMPLES);
      all.push(...done.writes);
      work.cpuMs += (done.cpuMs - files.ofFile.cpuMs) * rate;
      work.requests += (done.requests - files.ofFile.requests) * rate;
      work.events += CALLS_A_FILE * rate;
    }
    ofKind.set(traffic.kind, written(all, SAMPLES));
    const ofEvents = written(
      all.filter(({ table }) => table === 'events'),
      SAMPLES,
    );
    if (traffic.kind === 'reads') readUnits = ofEvents.units;
  }
  const ofEvent = { cpuMs: work.cpuMs / work.events, requests: work.requests / work.events };
  return { heat, eventsASecond, ...files, ofEvent, ofKind, readUnits };
}

function written(writes: readonly Write[], times: number): Written {
  const sum = (what: 'bytes' | 'units') => writes.reduce((all, write) => all + write[what], 0) / times;
  return { units: sum('units'), bytes: sum('bytes') };
}

async function warmUp(ingest: RecordedFunction, organization: Organization, places: Places, random: SeededRandom) {
  for (const traffic of TRAFFIC) await sampledCalls(ingest, traffic, organization, places, random);
  for (let file = 0; file < WARM_UP; file += 1) await ingest.ingest(places.draw(false), BEGIN - HOUR_MS, []);
}

/** Calls of a kind, of all over the organization: the function does not mind. The rows of their file do not count. */
async function sampledCalls(
  ingest: RecordedFunction,
  traffic: Traffic,
  organization: Organization,
  places: Places,
  random: SeededRandom,
) {
  const records = Array.from({ length: CALLS_A_FILE }, () =>
    recordOf(traffic, organization, places.draw(traffic.isSkewed), BEGIN, random),
  );
  const { writes, ...work } = await ingest.ingest(places.draw(false), BEGIN, records);
  return { ...work, writes: writes.filter(({ table }) => table !== 'deliveries') };
}

/** Each place has a log file, and five minutes later another one, which shows what goes on all the time. */
async function sampledFiles(
  [ingest, another]: readonly [RecordedFunction, RecordedFunction],
  organization: Organization,
  places: Places,
  heat: HeatMap,
) {
  const drawn = Array.from({ length: FILES }, () => places.draw(false));
  const driver: Driver = 'filesASecond';
  const first: Write[] = [];
  for (const place of drawn) first.push(...(await ingest.ingest(place, BEGIN + FIVE_MINUTES_MS, [])).writes);
  const ofAnother: Write[] = [];
  for (const place of drawn) ofAnother.push(...(await another.ingest(place, BEGIN + FIVE_MINUTES_MS, [])).writes);
  const work = { cpuMs: 0, requests: 0 };
  const later: Write[] = [];
  for (const place of drawn) {
    const done = await ingest.ingest(place, BEGIN + 2 * FIVE_MINUTES_MS, []);
    later.push(...done.writes);
    work.cpuMs += done.cpuMs / FILES;
    work.requests += done.requests / FILES;
  }
  for (const write of later) heat.add(write, driver, organization.filesASecond / FILES);
  return {
    ofFile: work,
    writesOfFile: written(later, FILES),
    ofNewHour: withoutThose(first, later),
    ofNewProcess: withoutThose(ofAnother, later),
  };
}

/** The writes of the first list to partitions that the second one writes less to. */
function withoutThose(first: readonly Write[], later: readonly Write[]): readonly Write[] {
  const left = new Map<string, number>();
  for (const { table, partition } of later) {
    const key = `${table}/${partition}`;
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  return first.filter(({ table, partition }) => {
    const key = `${table}/${partition}`;
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}
