import { truncatedLists } from '../../../lib/app/completeness/truncated-lists';
import { planned } from '../../../lib/core/query/planned-query';
import { TRUNCATED_TERM } from '../../../lib/core/rows/term-row';
import { auditEvent } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

function readerWith(event: Parameters<typeof auditEvent>[0]): MemoryReader {
  const reader = new MemoryReader();
  reader.page = async ({ partition }) => ({
    rows: partition.value === TRUNCATED_TERM ? [rowOf(event)] : [],
    after: undefined,
  });
  return reader;
}

function rowOf(event: Parameters<typeof auditEvent>[0]) {
  const { eventName, eventTime, eventID, actor } = auditEvent(event);
  return { eventName, eventTime, eventTimeId: `${eventTime}#${eventID}`, actor } as never;
}

async function told(asked: Parameters<typeof planned>[0]): Promise<readonly string[]> {
  const notes = await truncatedLists(readerWith({ actor: 'alice' }), planned(asked));
  return notes.map(({ kind, text }) => `${kind}: ${text}`);
}

it('tells of events with more terms than there may be, to who asks by resource', async () => {
  expect(await told({ resources: ['i-0123456789abcdef0'] })).toEqual([
    'incomplete: the list of terms is truncated: 1 event has more than 10,000 things to be found by',
  ]);
});

it('says nothing where such an event cannot be the answer', async () => {
  expect(await told({ resources: ['i-0123456789abcdef0'], actors: ['bob'] })).toEqual([]);
  expect(await told({ actors: ['alice'] })).toEqual([]);
});
