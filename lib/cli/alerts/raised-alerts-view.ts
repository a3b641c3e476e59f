import type { RaisedAlert } from '../../app/alert/caught-events';
import { type Answer, rowsTable } from '../render/answer';

const FIELDS = [
  'rule',
  'title',
  'level',
  'eventName',
  'eventTime',
  'userIdentityArn',
  'outcome',
  'count',
  'topics',
  'refs',
] as const satisfies readonly (keyof RaisedAlert)[];

/** Alerts that would be raised, as an answer. */
export function raisedAlertsAnswer(alerts: readonly RaisedAlert[]): Answer<RaisedAlert> {
  return { rows: alerts, fields: FIELDS, table: alertsTable };
}

const alertsTable = rowsTable<RaisedAlert>(
  [
    { title: 'TIME' },
    { title: 'LEVEL' },
    { title: 'RULE', maxWidth: 48 },
    { title: 'EVENT', maxWidth: 32 },
    { title: 'WHO', maxWidth: 56 },
    { title: 'COUNT' },
    { title: 'TOPICS', maxWidth: 24 },
    { title: 'FIRST REF' },
  ],
  ({ eventTime, level, title, eventName, userIdentityArn, count, topics, refs }) => [
    eventTime ?? '-',
    level,
    title,
    eventName ?? '-',
    userIdentityArn ?? '-',
    String(count),
    topics.join(' ') || '-',
    refs[0] ?? '-',
  ],
);
