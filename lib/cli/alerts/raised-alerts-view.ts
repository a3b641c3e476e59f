import type { RaisedAlert } from '../../app/alert/caught-events';
import type { ObjectView } from '../render/render-objects';

/** How alerts that would be raised look. */
export const RAISED_ALERTS_VIEW: ObjectView<RaisedAlert> = {
  fields: ['rule', 'title', 'level', 'eventName', 'eventTime', 'userIdentityArn', 'outcome', 'count', 'topics', 'refs'],
  columns: [
    { title: 'TIME' },
    { title: 'LEVEL' },
    { title: 'RULE', maxWidth: 48 },
    { title: 'EVENT', maxWidth: 32 },
    { title: 'WHO', maxWidth: 56 },
    { title: 'COUNT' },
    { title: 'TOPICS', maxWidth: 24 },
    { title: 'FIRST REF' },
  ],
  cells: ({ eventTime, level, title, eventName, userIdentityArn, count, topics, refs }) => [
    eventTime ?? '-',
    level,
    title,
    eventName ?? '-',
    userIdentityArn ?? '-',
    String(count),
    topics.join(' ') || '-',
    refs[0] ?? '-',
  ],
};
