import { renderTable } from '../lib/cli/render/render-table';
import { isSystemsManagerSource } from '../lib/core/record/event-source';
import { sendCommand } from '../samples/actions/run-command';
import { administrator } from '../samples/callers';
import { cloudTrailRecord } from '../samples/cloudtrail-record';
import { generatedCorpus } from '../samples/generated-corpus';
import { logFileOf, type SampleLogFile } from '../samples/log-file';
import { instanceIdOf, placeOf } from '../samples/place';
import { sampleDeliveries } from '../samples/sample-deliveries';
import { sceneAt, uuidIn } from '../samples/scene';
import { SeededRandom } from '../samples/seeded-random';
import { type EventCost, eventCost, totalUnits } from './event-cost';
import { withLongAgents } from './long-agents';

/** What an event with one resource is to write at most. */
const AIM_UNITS = 10;

/** The most instances that one `SendCommand` names (API reference). */
const MOST_INSTANCES = 50;

const FROM = '2026-03-02T00:00:00Z';

/** Events of a kind, and their costs. */
interface Group {
  readonly title: string;
  readonly costs: readonly EventCost[];
}

/** `npm run bench:writes`: means over the sample log files and over generated ones; docs/cost.md tells of the result. */
function main(): void {
  const corpus = { seed: 1, files: 20, recordsPerFile: 1_000, systemsManagerShare: 1, from: FROM };
  const groups = [
    ...groupsOf('samples', costsOf(sampleDeliveries())),
    ...groupsOf('generated', costsOf(generatedCorpus(corpus))),
    ...groupsOf('long agents', costsOf(withLongAgents([...sampleDeliveries(), ...generatedCorpus(corpus)]))),
    ...[1, MOST_INSTANCES].map((instances) => ({
      title: `SendCommand to ${instances}`,
      costs: costsOf([commandTo(instances)]),
    })),
  ];
  const titles = [
    'KIND',
    'COUNT',
    'EVENTS',
    'BYPRINCIPAL',
    'TERMS',
    'ALL',
    'MOST',
    'WITHIN AIM',
    'UNITS: EVENTS',
    'TERM ROWS',
    'BYTES',
  ];
  process.stdout.write(
    renderTable(
      titles.map((title) => ({ title })),
      groups.map(line),
    ),
  );
}

function groupsOf(name: string, costs: readonly EventCost[]): readonly Group[] {
  const others = costs.filter(({ row }) => !row.marks?.agent);
  const ordinary = others.filter(({ row }) => row.resources?.length === 1);
  return [
    { title: `${name}: all`, costs },
    { title: `${name}: the agent's own`, costs: costs.filter(({ row }) => row.marks?.agent) },
    { title: `${name}: others`, costs: others },
    { title: `${name}: others, one resource`, costs: ordinary },
    { title: `${name}: … refused`, costs: ordinary.filter(({ row }) => row.outcome !== 'success') },
  ];
}

function line({ title, costs }: Group): readonly string[] {
  const mean = (value: (cost: EventCost) => number) => costs.reduce((sum, cost) => sum + value(cost), 0) / costs.length;
  const withinAim = mean((cost) => (totalUnits(cost) <= AIM_UNITS ? 1 : 0));
  const units = [mean(({ events }) => events), mean(({ byPrincipal }) => byPrincipal), mean(({ terms }) => terms)];
  return [
    title,
    String(costs.length),
    ...[...units, mean(totalUnits)].map((number) => number.toFixed(2)),
    String(Math.max(...costs.map(totalUnits))),
    `${Math.round(withinAim * 100)} %`,
    distribution(costs.map(totalUnits)),
    mean(({ termRows }) => termRows).toFixed(2),
    mean(({ bytes }) => bytes).toFixed(0),
  ];
}

/** How many events cost how many units. */
function distribution(units: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const each of units) counts.set(each, (counts.get(each) ?? 0) + 1);
  const sorted = [...counts].sort(([one], [other]) => one - other);
  return sorted.map(([each, count]) => `${each}: ${count}`).join(', ');
}

function costsOf(files: Iterable<SampleLogFile>): readonly EventCost[] {
  return [...files].flatMap(({ key, records }) =>
    records
      .filter((record) => isSystemsManagerSource(record['eventSource']))
      .flatMap((record) => eventCost(record, key) ?? []),
  );
}

/** A log file with one command of an administrator's to so many instances, named one by one. */
function commandTo(instances: number): SampleLogFile {
  const [place, at, random] = [placeOf('111122223333', 'us-east-1'), Date.parse(FROM), new SeededRandom(1)];
  const scene = sceneAt(place, at);
  const to = { instanceIds: Array.from({ length: instances }, (_, index) => instanceIdOf(place, index)) };
  const call = sendCommand(place, { commandId: uuidIn(scene, 'command'), documentName: 'AWS-RunShellScript', to, at });
  const record = cloudTrailRecord({ at, place, caller: administrator(scene), call }, random);
  return logFileOf({ place, deliveredAt: at }, [record], random);
}

main();
