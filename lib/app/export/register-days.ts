import { partitionNamed } from '../../core/export/export-files';
import type { Deadline } from '../ports/deadline';
import type { VersionedTarget } from '../ports/export/export-target';
import { MOST_PARTITIONS, type PartitionCatalog } from '../ports/export/partition-catalog';
import type { RegisteredDayStates, RegisteredDays } from '../ports/export/registered-days';
import { dayVersions, readDay } from './day-list';

/** What registering the partitions of exported days needs. */
export interface RegisteringDependencies {
  readonly target: VersionedTarget;
  readonly states: RegisteredDayStates;
  /** Absent if no table is made over the export. */
  readonly catalog?: PartitionCatalog;
}

/** How a run ended: the table knows every day; time was up; or another run works on it. */
export interface RegisteredRun {
  readonly end: 'done' | 'out of time' | 'another run';
  /** How many partitions this run has registered, again or for the first time. */
  readonly partitions: number;
}

/** How many milliseconds have to remain to register more: a batch and the state are stored in less, with retries. */
const LEAST_MS = 20_000;

/** A run that goes on with a state. */
type Step = RegisteredRun & { readonly state: RegisteredDays };

/**
 * Registers the partitions of each exported day whose list is new or has changed since it was registered, whoever exported
 * it: this function or the command. Goes on where the run before it ended. Without a table, forgets what was registered:
 * the next table has nothing.
 */
export async function registerDays(
  { target, states, catalog }: RegisteringDependencies,
  deadline: Deadline,
): Promise<RegisteredRun> {
  const stored = await states.load(deadline);
  if (!catalog) return forgotten(states, stored, deadline);
  const versions = await dayVersions(target);
  let step: Step = { end: 'done', partitions: 0, state: begun(stored, catalog.table, versions) };
  for (const [day, version] of versions) {
    if (step.state.days[day] === version) continue;
    step = await registerDay({ target, catalog }, step, { day, version }, deadline);
    if (!(await states.save(step.state, deadline))) return { end: 'another run', partitions: step.partitions };
    if (step.end !== 'done') break;
  }
  return { end: step.end, partitions: step.partitions };
}

/** What is registered of this table, without days that the export has no more. */
function begun(
  stored: RegisteredDays | undefined,
  table: string,
  versions: ReadonlyMap<string, string>,
): RegisteredDays {
  const revision = stored?.revision ?? -1;
  if (stored?.table !== table) return { table, days: {}, revision };
  const days = Object.fromEntries(Object.entries(stored.days).filter(([day]) => versions.has(day)));
  return { ...stored, days };
}

async function registerDay(
  { target, catalog }: { readonly target: VersionedTarget; readonly catalog: PartitionCatalog },
  { state, partitions }: Step,
  { day, version }: { readonly day: string; readonly version: string },
  deadline: Deadline,
): Promise<Step> {
  const names = [...(await readDay(target, day)).keys()].sort();
  const { table, days, work } = state;
  const next = { table, days, revision: state.revision + 1 };
  const from = work?.day === day && work.version === version ? work.done : 0;
  for (let done = from; done < names.length; done += MOST_PARTITIONS) {
    const registered = partitions + done - from;
    if (deadline.remainingMs() < LEAST_MS)
      return { end: 'out of time', partitions: registered, state: { ...next, work: { day, version, done } } };
    const batch = names.slice(done, done + MOST_PARTITIONS).map((name) => partitionNamed(name, day));
    await catalog.add(batch, deadline);
  }
  const all = partitions + Math.max(0, names.length - from);
  return { end: 'done', partitions: all, state: { ...next, days: { ...days, [day]: version } } };
}

async function forgotten(
  states: RegisteredDayStates,
  stored: RegisteredDays | undefined,
  deadline: Deadline,
): Promise<RegisteredRun> {
  if (stored === undefined || stored.table === '') return { end: 'done', partitions: 0 };
  const isSaved = await states.save({ table: '', days: {}, revision: stored.revision + 1 }, deadline);
  return { end: isSaved ? 'done' : 'another run', partitions: 0 };
}
