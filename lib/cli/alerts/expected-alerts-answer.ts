import type { ExpectedAlert } from '../../app/alert/expected-alert';
import { eventNames, type Nameable } from '../../core/names/event-names';
import { namedText } from '../../core/names/named-text';
import { QUARANTINE_PARTITION } from '../../core/rows/event-keys';
import { isId, parseRef, shortRef } from '../../core/rows/event-ref';
import { handleOf } from '../../core/rows/term-row';
import { dayText } from '../event-table/table-head';
import type { GivenNames } from '../names/given-names';
import { nameColumns } from '../names/name-columns';
import { namesNotes } from '../names/named-event';
import type { Answer } from '../render/answer';
import { type Clock, UTC } from '../render/clock';
import { type Column, renderTable } from '../render/render-table';
import { painted } from '../terminal/colour';
import type { Screen } from '../terminal/screen';

const FIELDS = [
  'rule',
  'title',
  'level',
  'eventName',
  'eventTime',
  'lastEventTime',
  'userIdentityArn',
  'outcome',
  'count',
  'topics',
  'refs',
  'digest',
  'group',
  'values',
  'refsOmitted',
] as const satisfies readonly (keyof ExpectedAlert)[];

/** Alerts, as an answer. */
export function expectedAlertsAnswer(
  alerts: readonly ExpectedAlert[],
  clock: Clock = UTC,
  names?: GivenNames,
): Answer<ExpectedAlert> {
  return {
    rows: alerts,
    fields: FIELDS,
    ...nameColumns<ExpectedAlert>(names, nameable),
    table: (rows, screen) => alertsTable(rows, screen, clock, names),
  };
}

const COLUMNS: readonly Column[] = [
  { title: 'TIME' },
  { title: 'LEVEL' },
  { title: 'RULE', least: 44 },
  { title: 'WHO', least: 14 },
  { title: 'COUNT' },
  { title: 'EVENT', least: 16, isOptional: true },
  { title: 'TOPICS', least: 10, isOptional: true },
  { title: 'REF' },
];

/** Alerts below the days of their first events. */
/** Of an alert of one event, names are of its caller; of a correlation, also of what its events have in common. */
function nameable({ userIdentityArn, group = {} }: ExpectedAlert): Nameable {
  return { ...group, ...(userIdentityArn !== undefined && { userIdentityArn }) };
}

function alertsTable(
  alerts: readonly ExpectedAlert[],
  { width, colour }: Screen,
  clock: Clock,
  names: GivenNames | undefined,
): string {
  if (alerts.length === 0) return '';
  const [titles = '', ...rows] = renderTable(
    COLUMNS,
    alerts.map((alert) => cellsOf(alert, { clock, width, names })),
    width,
  )
    .trimEnd()
    .split('\n');
  const lines = rows.flatMap((row, at) => {
    const day = dayOf(alerts[at], clock);
    return day !== undefined && day !== dayOf(alerts[at - 1], clock) ? [bold(day, colour), row] : [row];
  });
  const callers = alerts.map(({ userIdentityArn = '' }) => ({ userIdentityArn }));
  const looked = namesNotes(
    names,
    callers.filter(({ userIdentityArn }) => !userIdentityArn.startsWith('arn:')),
  );
  return [...headOf(alerts, clock), ...looked, bold(titles, colour), ...lines, ''].join('\n');
}

/** By which clock times are shown, and why they do not rise where an alert is about several events. */
function headOf(alerts: readonly ExpectedAlert[], clock: Clock): readonly string[] {
  const spans = ({ eventTime, lastEventTime = eventTime }: ExpectedAlert) => lastEventTime !== eventTime;
  const order = 'where an alert counts several events: time of the first, in order of the last';
  return [`times in ${clock.zone}`, ...(alerts.some(spans) ? [order] : [])];
}

/** The heading of an alert's day; in a zone whose offset changes, each offset has one. */
function dayOf(alert: ExpectedAlert | undefined, clock: Clock): string | undefined {
  const at = clock.at(alert?.eventTime ?? '');
  return at && `${dayText(at.day)}${at.offset === undefined ? '' : ` (UTC${at.offset})`}`;
}

function bold(text: string, colour: boolean): string {
  return colour ? painted('bold', text) : text;
}

/** Where alerts are shown, and by what. */
interface ShownBy {
  readonly clock: Clock;
  readonly width: number;
  readonly names: GivenNames | undefined;
}

function cellsOf(alert: ExpectedAlert, { clock, width, names }: ShownBy): readonly string[] {
  const { eventTime = '', level, title, eventName, count, topics, refs, digest } = alert;
  return [
    clock.at(eventTime)?.time ?? '-',
    level === 'informational' ? 'info' : level,
    digest ? `${title} (digest)` : title,
    whoText(alert, names),
    String(count).padStart('COUNT'.length),
    eventName ?? '-',
    topics.join(' ') || '-',
    refs[0] === undefined ? '-' : refCell(refs[0], alert.agent === true, width),
  ];
}

/** Who acted, with the name of a user of IAM Identity Center behind it. */
function whoText(alert: ExpectedAlert, given: GivenNames | undefined): string {
  const who = nameOf(alert.userIdentityArn);
  if (given === undefined) return who;
  return namedText(who, eventNames(nameable(alert), given.names).actor);
}

/** Whose ARN it is: the name of a user, of a session or of a service. */
function nameOf(arn = '-'): string {
  return arn.startsWith('arn:') ? (arn.split(/[:/]/).at(-1) ?? arn) : arn;
}

/** Terminal cells from which on a whole reference leaves room for what is beside it. */
const ROOM_FOR_REFERENCE = 160;

/**
 * What `show` takes for the event of a reference: its handle, or the reference where no handle leads to it (the agent's own
 * events, records in quarantine), in its short form where the whole one leaves no room.
 */
function refCell(ref: string, isOfAgent: boolean, width: number): string {
  const { eventName, eventTimeId } = parseRef(ref);
  const [, id = ''] = eventTimeId.split('#');
  const handle = handleOf(id);
  if (!isOfAgent && eventName !== QUARANTINE_PARTITION && isId(handle)) return handle;
  return width < ROOM_FOR_REFERENCE ? shortRef(ref) : ref;
}
