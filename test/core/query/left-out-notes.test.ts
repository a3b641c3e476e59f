import { EVERYTHING, type EventQuery } from '../../../lib/core/query/event-query';
import { leftOutNotes } from '../../../lib/core/query/left-out-notes';
import { KEEP_ALL, type KeptRecords } from '../../../lib/core/rows/kept-records';

const notes = (kept: Partial<KeptRecords>, asked: Partial<EventQuery> = {}) =>
  leftOutNotes({ ...EVERYTHING, ...asked }, { ...KEEP_ALL, ...kept });

it('says nothing where everything is kept', () => {
  expect(notes({}, { related: true })).toEqual([]);
});

it.each<[string, Partial<KeptRecords>, Partial<EventQuery>, Partial<EventQuery>, string]>([
  [
    'sources',
    { eventSources: new Set(['ssm.amazonaws.com']) },
    { eventSources: ['ssm-guiconnect.amazonaws.com'] },
    { eventSources: ['ssm.amazonaws.com'] },
    'only the event sources ssm.amazonaws.com are indexed',
  ],
  [
    'names',
    { excludedEvents: new Set(['DescribeParameters']) },
    { eventNames: ['DescribeParameters', 'GetParameter'] },
    { eventNames: ['GetParameter'] },
    'DescribeParameters are not indexed',
  ],
  [
    'agent traffic',
    { agentTraffic: 'leave-out' },
    { eventNames: ['UpdateInstanceInformation'] },
    { denied: true },
    "the agent's own traffic is not indexed",
  ],
  [
    'KMS calls',
    { related: false },
    { resources: ['/a/b'] },
    { resources: ['i-1'] },
    'KMS calls on parameters are not indexed',
  ],
])('names %s that are left out, where they could be meant', (_, kept, touched, untouched, note) => {
  expect(notes(kept, touched)).toEqual([note]);
  expect(notes(kept, untouched)).toEqual([]);
});
