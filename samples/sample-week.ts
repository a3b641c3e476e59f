import { AGENT_ACTIVITIES, HEARTBEATS } from './actions/agent-traffic';
import { AUTOMATION_ACTIVITIES } from './actions/automations';
import { DOCUMENT_ACTIVITIES } from './actions/documents';
import { GUI_CONNECT_ACTIVITIES } from './actions/gui-connect';
import { IDENTITY_KIND_ACTIVITIES } from './actions/identity-kinds';
import { MAINTENANCE_ACTIVITIES } from './actions/maintenance';
import { NODE_ACTIVITIES } from './actions/nodes';
import { OPERATIONS_ACTIVITIES } from './actions/operations';
import { GLOBAL_ACTIVITIES, OTHER_ACTIVITIES } from './actions/other-services';
import { PARAMETER_ACTIVITIES } from './actions/parameters';
import { PATCHING_ACTIVITIES } from './actions/patching';
import { REFUSED_ACTIVITIES } from './actions/refused-calls';
import { RUN_COMMAND_ACTIVITIES } from './actions/run-command';
import { SESSION_ACTIVITIES } from './actions/sessions';
import { STATE_MANAGER_ACTIVITIES } from './actions/state-manager';
import { instanceIdOf, type Place, placeOf } from './place';
import type { Happening } from './sample-call';
import { MINUTE_MS } from './sample-time';
import type { Activity, Scene } from './scene';
import { momentOf } from './script';
import type { SeededRandom } from './seeded-random';

const WORKLOADS = '111122223333';
const PAYMENTS = '444455556666';
const LABORATORY = '777788889999';
const GOVERNMENT = '123456789012';

/** How long a shift's calls take: less than the ten minutes that one log file covers. */
const SHIFT_MS = 9 * MINUTE_MS;
/** Calls to other services that each shift sees: enough for Systems Manager to be a third of all records at most. */
const OTHER_CALLS = 14;
const INSTANCES_PER_PLACE = 4;

/** Some minutes of work in one place, beginning at a full ten minutes. */
interface Shift {
  readonly place: Place;
  readonly from: number;
  readonly activities: readonly Activity[];
}

/**
 * A week of a company, 2 to 6 March 2026: every activity of Systems Manager at least once, each area as a little story
 * in its own shift, among the calls of other services. Shifts without activities surround the incidents.
 */
export function sampleWeek(random: SeededRandom): readonly Happening[] {
  return SHIFTS.flatMap((shift, index) => shiftHappenings(shift, index, random));
}

const SHIFTS: readonly Shift[] = [
  shift(WORKLOADS, 'us-east-1', '2026-03-02', '08:00', [...SESSION_ACTIVITIES, ...RUN_COMMAND_ACTIVITIES]),
  shift(WORKLOADS, 'us-east-1', '2026-03-02', '08:10', HEARTBEATS),
  shift(PAYMENTS, 'eu-central-1', '2026-03-02', '09:00', PARAMETER_ACTIVITIES),
  shift(LABORATORY, 'us-west-2', '2026-03-02', '10:30', DOCUMENT_ACTIVITIES),
  shift(WORKLOADS, 'us-east-2', '2026-03-02', '14:00', AUTOMATION_ACTIVITIES),
  shift(WORKLOADS, 'us-east-1', '2026-03-03', '02:00', []),
  shift(WORKLOADS, 'us-east-1', '2026-03-03', '02:10', []),
  shift(WORKLOADS, 'us-east-1', '2026-03-03', '02:20', []),
  shift(PAYMENTS, 'us-east-2', '2026-03-03', '07:30', STATE_MANAGER_ACTIVITIES),
  shift(LABORATORY, 'us-west-2', '2026-03-03', '11:00', MAINTENANCE_ACTIVITIES),
  shift(WORKLOADS, 'eu-central-1', '2026-03-03', '16:20', PATCHING_ACTIVITIES),
  shift(LABORATORY, 'us-east-1', '2026-03-04', '08:40', NODE_ACTIVITIES),
  shift(WORKLOADS, 'us-east-1', '2026-03-04', '12:00', AGENT_ACTIVITIES),
  shift(PAYMENTS, 'eu-central-1', '2026-03-04', '13:30', []),
  shift(PAYMENTS, 'eu-central-1', '2026-03-04', '13:40', []),
  shift(PAYMENTS, 'eu-central-1', '2026-03-04', '15:00', REFUSED_ACTIVITIES),
  shift(WORKLOADS, 'eu-central-1', '2026-03-04', '19:00', []),
  shift(WORKLOADS, 'eu-central-1', '2026-03-04', '19:20', []),
  shift(WORKLOADS, 'eu-central-1', '2026-03-04', '19:30', []),
  shift(PAYMENTS, 'us-east-2', '2026-03-05', '07:50', HEARTBEATS),
  shift(PAYMENTS, 'us-east-2', '2026-03-05', '08:00', []),
  shift(LABORATORY, 'eu-west-1', '2026-03-05', '10:00', OPERATIONS_ACTIVITIES),
  shift(WORKLOADS, 'us-east-2', '2026-03-05', '12:00', IDENTITY_KIND_ACTIVITIES),
  shift(LABORATORY, 'us-west-2', '2026-03-05', '22:40', []),
  shift(LABORATORY, 'us-west-2', '2026-03-05', '22:50', []),
  shift(LABORATORY, 'us-west-2', '2026-03-06', '07:10', []),
  shift(WORKLOADS, 'us-east-1', '2026-03-06', '09:00', []),
  shift(GOVERNMENT, 'us-gov-west-1', '2026-03-06', '13:00', GUI_CONNECT_ACTIVITIES),
];

function shift(accountId: string, region: string, day: string, time: string, activities: readonly Activity[]): Shift {
  return { place: placeOf(accountId, region), from: momentOf(day, `${time}:00`), activities };
}

/** The shift's own activities keep their order in time; calls of other services are dealt in turn, so that each occurs. */
function shiftHappenings(shift: Shift, index: number, random: SeededRandom): readonly Happening[] {
  const scene = { place: shift.place, thread: `${shift.from}/${shift.place.accountId}` };
  const instanceId = instanceIdOf(shift.place, index % INSTANCES_PER_PLACE);
  const pace = Math.floor(SHIFT_MS / Math.max(shift.activities.length, 1));
  const own = shift.activities.map((activity, i) => {
    return happen(activity, { ...scene, instanceId, at: shift.from + i * pace + random.below(pace) });
  });
  const other = otherActivities(shift.place, index).map((activity) => {
    return happen(activity, { ...scene, instanceId, at: shift.from + random.below(SHIFT_MS) });
  });
  return [...own, ...other];
}

function otherActivities({ region }: Place, index: number): readonly Activity[] {
  const all = region === 'us-east-1' ? [...GLOBAL_ACTIVITIES, ...OTHER_ACTIVITIES] : OTHER_ACTIVITIES;
  const turn = (index * OTHER_CALLS) % all.length;
  return [...all.slice(turn), ...all.slice(0, turn)].slice(0, OTHER_CALLS);
}

function happen(activity: Activity, scene: Scene): Happening {
  return { at: scene.at, place: scene.place, caller: activity.by(scene), call: activity.call(scene) };
}
