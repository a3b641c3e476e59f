import { unseenRemarks } from '../../../lib/core/log-file/damage';

const NONE = { malformedRecords: 0, sourcelessRecords: 0 };

it('says how many records there are without an event source and where', () => {
  const remarks = (count: number) => unseenRemarks({ ...NONE, sourcelessRecords: count, firstSourcelessRecord: 3 });
  expect(remarks(1)).toEqual([expect.stringMatching(/^a record has no event source \(at place 3\)/)]);
  expect(remarks(2)).toEqual([expect.stringMatching(/^2 records have no event source \(the first at place 3\)/)]);
});

it('says how many elements are not objects and where, and nothing where there are none', () => {
  const remarks = unseenRemarks({ ...NONE, malformedRecords: 2, firstMalformedRecord: 5 });
  expect(remarks).toEqual(['2 of its records are not objects and are left out, the first at index 5']);
  expect(unseenRemarks(NONE)).toEqual([]);
});
