import type { ExpectedAlert } from '../../app/alert/expected-alert';
import { type Answer, rowsTable } from '../render/answer';

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

const alertsTable = rowsTable<ExpectedAlert>(
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
  ({ eventTime, level, title, eventName, userIdentityArn, count, topics, refs, digest }) => [
    eventTime ?? '-',
    level,
    digest ? `${title} (digest)` : title,
    eventName ?? '-',
    userIdentityArn ?? '-',
    String(count),
    topics.join(' ') || '-',
    refs[0] ?? '-',
  ],
);
