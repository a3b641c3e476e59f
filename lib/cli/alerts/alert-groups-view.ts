import type { AlertGroup } from '../../app/alert/alert-groups';
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
] as const satisfies readonly (keyof AlertGroup)[];

/** Alerts, as an answer. */
export function alertGroupsAnswer(alerts: readonly AlertGroup[]): Answer<AlertGroup> {
  return { rows: alerts, fields: FIELDS, table: alertsTable };
}

const alertsTable = rowsTable<AlertGroup>(
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
