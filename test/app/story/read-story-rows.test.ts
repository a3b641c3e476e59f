import { readStoryRows } from '../../../lib/app/story/read-story-rows';
import { planned } from '../../../lib/core/query/planned-query';
import { ALICE } from '../../core/rows/events';
import { at, BOB, byBob, DAY, onSession, SESSION, started, storeOf } from './story-store';

const START = Date.parse(`${DAY}T12:00:00Z`);
const questions = [planned({ principals: [ALICE] }), planned({ resources: [SESSION] })];
const events = [
  at('11:58:00'),
  started('12:00:00'),
  at('12:01:00'),
  byBob(onSession('ResumeSession', '12:02:00')),
  at('12:03:00'),
  byBob(at('12:04:00')),
];

async function timesOf(asked: Partial<Parameters<typeof readStoryRows>[1]> = {}) {
  const wanted = { questions, since: `${DAY}T11:55:00Z`, until: undefined, start: START, limit: 100, ...asked };
  const { found, isCut } = await readStoryRows(storeOf(events), wanted);
  return { times: found.map(({ event }) => event.eventTime?.slice(11, 16)).sort(), isCut };
}

it('reads the rows of all questions, each once', async () => {
  expect(await timesOf()).toEqual({ times: ['11:58', '12:00', '12:01', '12:02', '12:03'], isCut: false });
});

it('keeps the rows that are nearest to the start, and says that there are more', async () => {
  expect(await timesOf({ limit: 3 })).toEqual({ times: ['11:58', '12:00', '12:01'], isCut: true });
  expect(await timesOf({ limit: 5 })).toMatchObject({ isCut: false });
});

it('reads from the start on until it is over', async () => {
  const isOver = ({ eventTime = '' }: { eventTime?: string }) => eventTime > `${DAY}T12:01:30Z`;
  expect(await timesOf({ isOver })).toEqual({ times: ['11:58', '12:00', '12:01'], isCut: false });
});

it('reads nothing where nothing is asked, and of a window that is empty', async () => {
  expect(await timesOf({ questions: [] })).toEqual({ times: [], isCut: false });
  expect(await timesOf({ since: `${DAY}T13:00:00Z`, until: `${DAY}T12:00:00Z` })).toEqual({ times: [], isCut: false });
  expect(await timesOf({ questions: [planned({ principals: [BOB] })], since: `${DAY}T12:03:00Z` })).toEqual({
    times: ['12:04'],
    isCut: false,
  });
});
