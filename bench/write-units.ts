import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { PROJECT_ROOT } from '../scripts/project-root';
import { type EventCost, eventCost, totalUnits } from './event-cost';
import { withLongAgents } from './long-agents';
import { type Group, meanOf, shownRows, withRows } from './write-table';

/** What an event with one resource is to write at most, a call of the agent, and a command to fifty instances. */
const MOST = { ordinary: 10, agent: 4, command: 80 } as const;

/** The most instances that one `SendCommand` names (API reference). */
const MOST_INSTANCES = 50;

const FROM = '2026-03-02T00:00:00Z';

const PAGE = join(PROJECT_ROOT, 'docs', 'cost.md');

/**
 * `npm run bench:writes [-- --write]`: what events of each kind write, over the sample log files and over generated ones.
 * docs/cost.md has a table of it, and `--write` puts it there. Exits with 1 where an event writes more than its kind may, or
 * where the page says something else.
 */
function main(): void {
  const corpus = { seed: 1, files: 20, recordsPerFile: 1_000, systemsManagerShare: 1, from: FROM };
  const groups = [
    ...groupsOf('samples', costsOf(sampleDeliveries()), 'sample log files, all'),
    ...groupsOf('generated', costsOf(generatedCorpus(corpus)), 'generated fleet, all'),
    ...groupsOf('long agents', costsOf(withLongAgents([...sampleDeliveries(), ...generatedCorpus(corpus)]))),
    ...[1, MOST_INSTANCES].map((instances) => ({
      title: `SendCommand to ${instances}`,
      costs: costsOf([commandTo(instances)]),
      shown: `\`SendCommand\` to ${instances} ${instances === 1 ? 'instance (3 resources)' : 'instances'}`,
      most: MOST.command,
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
    'AT MOST',
    'WITHIN 10',
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
  process.exitCode = [...missedBounds(groups), ...outdatedPage(groups)].length > 0 ? 1 : 0;
}

/** Tells of what is wrong on stderr. */
function missedBounds(groups: readonly Group[]): readonly Group[] {
  const missed = groups.filter(({ costs, most = Number.POSITIVE_INFINITY }) => mostUnits(costs) > most);
  for (const { title, costs, most } of missed) {
    process.stderr.write(`${title}: an event writes ${mostUnits(costs)} units: expected at most ${most}\n`);
  }
  return missed;
}

function outdatedPage(groups: readonly Group[]): readonly string[] {
  const page = readFileSync(PAGE, 'utf8');
  const written = withRows(page, shownRows(groups));
  if (written === page) return [];
  if (written !== undefined && process.argv.includes('--write')) {
    writeFileSync(PAGE, written);
    return [];
  }
  process.stderr.write(
    'docs/cost.md has another table of what events write: expected the one that --write puts there\n',
  );
  return [PAGE];
}

/** `shown` is what docs/cost.md calls all of them. */
function groupsOf(name: string, costs: readonly EventCost[], shown?: string): readonly Group[] {
  const others = costs.filter(({ row }) => !row.marks?.agent);
  const ordinary = others.filter(({ row }) => row.resources?.length === 1);
  const agents = costs.filter(({ row }) => row.marks?.agent);
  const refused = ordinary.filter(({ row }) => row.outcome !== 'success');
  const listed = (text: string) => (shown === undefined ? {} : { shown: text });
  return [
    { title: `${name}: all`, costs, ...listed(shown ?? '') },
    { title: `${name}: the agent's own`, costs: agents, most: MOST.agent, ...listed("… the agent's own") },
    { title: `${name}: others`, costs: others },
    {
      title: `${name}: others, one resource`,
      costs: ordinary,
      most: MOST.ordinary,
      shown: shown === undefined ? 'both with long user agents, one resource' : '… others with one resource',
    },
    { title: `${name}: … refused`, costs: refused, most: MOST.ordinary, shown: '… of these, refused' },
  ];
}

function mostUnits(costs: readonly EventCost[]): number {
  return Math.max(...costs.map(totalUnits));
}

function line({ title, costs, most }: Group): readonly string[] {
  const mean = (value: (cost: EventCost) => number) => meanOf(costs, value);
  const withinAim = mean((cost) => (totalUnits(cost) <= MOST.ordinary ? 1 : 0));
  const units = [mean(({ events }) => events), mean(({ byPrincipal }) => byPrincipal), mean(({ terms }) => terms)];
  return [
    title,
    String(costs.length),
    ...[...units, mean(totalUnits)].map((number) => number.toFixed(2)),
    String(mostUnits(costs)),
    String(most ?? '-'),
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
