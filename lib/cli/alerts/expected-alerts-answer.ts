import type { ExpectedAlert } from '../../app/alert/expected-alert';
import { isId, shortRef } from '../../core/rows/event-ref';
import { handleOf } from '../../core/rows/term-row';
import { dayText } from '../event-table/table-head';
import type { Answer } from '../render/answer';
import { UTC } from '../render/clock';
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
export function expectedAlertsAnswer(alerts: readonly ExpectedAlert[]): Answer<ExpectedAlert> {
  return { rows: alerts, fields: FIELDS, table: alertsTable };
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
function alertsTable(alerts: readonly ExpectedAlert[], { width, colour }: Screen): string {
  if (alerts.length === 0) return '';
  const [titles = '', ...rows] = renderTable(COLUMNS, alerts.map(cellsOf), width).trimEnd().split('\n');
  const lines = rows.flatMap((row, at) => {
    const day = dayOf(alerts[at]);
    return day !== undefined && day !== dayOf(alerts[at - 1]) ? [bold(dayText(day), colour), row] : [row];
  });
  return ['times in UTC', bold(titles, colour), ...lines, ''].join('\n');
}

function dayOf(alert: ExpectedAlert | undefined): string | undefined {
  return UTC.at(alert?.eventTime ?? '')?.day;
}

function bold(text: string, colour: boolean): string {
  return colour ? painted('bold', text) : text;
}

function cellsOf(alert: ExpectedAlert): readonly string[] {
  const { eventTime = '', level, title, eventName, userIdentityArn, count, topics, refs, digest } = alert;
  return [
    UTC.at(eventTime)?.time ?? '-',
    level === 'informational' ? 'info' : level,
    digest ? `${title} (digest)` : title,
    nameOf(userIdentityArn),
    String(count).padStart('COUNT'.length),
    eventName ?? '-',
    topics.join(' ') || '-',
    refs[0] === undefined ? '-' : handleIn(refs[0]),
  ];
}

/** Whose ARN it is: the name of a user, of a session or of a service. */
function nameOf(arn = '-'): string {
  return arn.startsWith('arn:') ? (arn.split(/[:/]/).at(-1) ?? arn) : arn;
}

/** The handle of the event that a reference names, or else a short form of the reference. */
function handleIn(ref: string): string {
  const [, id = ''] = ref.split('#');
  const handle = handleOf(id);
  return isId(handle) ? handle : shortRef(ref);
}
