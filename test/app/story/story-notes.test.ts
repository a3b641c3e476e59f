import { type StoryBounds, storyNotes } from '../../../lib/app/story/story-notes';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import type { Story } from '../../../lib/core/story/story';
import { ALICE, rowOf } from '../../core/rows/events';
import { at, byBob, DAY, KEY, storeOf } from './story-store';

const nothing = { secrets: [], machines: [], changes: [] };
const STORY: Story = {
  anchor: { kind: 'accessKey', value: KEY, principals: [ALICE], accessKeys: [KEY], things: [], hosts: [] },
  window: { since: `${DAY}T11:55:00Z`, until: `${DAY}T12:30:00Z`, start: `${DAY}T12:00:00Z` },
  end: { isRecorded: false, text: '' },
  rows: [{ event: storedEvent(rowOf(at('12:10:00'))), lane: 'principal' }],
  touched: { ...nothing, attempts: nothing, readWithDecryption: [] },
  rules: [],
  unsaid: [],
  pivots: [],
};
const UNBOUND: StoryBounds = {
  isCut: false,
  limit: 5_000,
  isStartCut: false,
  hostsLeftOut: 0,
  refusedQuestions: 0,
  afterwards: [],
};
const asked = { kind: 'accessKey', value: KEY, limit: 5_000 } as const;

async function textsOf(bounds: Partial<StoryBounds>, deps = storeOf([])) {
  const notes = await storyNotes(deps, asked, STORY, { ...UNBOUND, ...bounds });
  return notes.map(({ kind, text }) => `${kind}: ${text}`);
}

it('says what the question of its anchor cannot find', async () => {
  expect(await textsOf({})).toEqual(["note: the agent's own traffic is indexed only by instance, event and principal"]);
});

it('tells each bound that was reached, and the flag that goes beyond it', async () => {
  const [rows, start, hosts, partitions] = await textsOf({
    isCut: true,
    isStartCut: true,
    hostsLeftOut: 3,
    refusedQuestions: 4,
  });
  expect(rows).toMatch(/^note: 5000 rows are shown, .* up to 2024-05-01T12:10:00Z, and there are more: --limit 0/);
  expect(start).toMatch(/may have begun before 2024-05-01T12:00:00Z: --since/);
  expect(hosts).toMatch(/3 more machines/);
  expect(partitions).toMatch(/ 4 of .*40 partitions.*--limit 0/);
});

it('tells that there is more before what was done last', async () => {
  const [earlier] = await textsOf({ earlier: storedEvent(rowOf(at('08:30:00'))) });
  expect(earlier).toBe(
    `note: it tells what was done last, and there is more before it, up to ${DAY}T08:30:00Z: --until ${DAY}T08:30:01Z tells that, --since all everything`,
  );
});

it('tells what was done afterwards to what it made', async () => {
  const cancelled = storedEvent(rowOf(byBob(at('12:40:00', { eventName: 'CancelCommand' }))));
  const [text] = await textsOf({ afterwards: [cancelled] });
  expect(text).toBe(
    `note: after its end, what it made was changed by CancelCommand at ${DAY}T12:40:00Z by bob: --until ${DAY}T12:40:01Z includes that`,
  );
});

it('says what is missing in its window', async () => {
  const receipts = {
    ...storeOf([]).receipts,
    trouble: async () => ({ receipts: [], isMore: true }),
  };
  expect(await textsOf({}, { ...storeOf([]), receipts })).toContain(
    'incomplete: log files may have failed or be unfinished',
  );
});
