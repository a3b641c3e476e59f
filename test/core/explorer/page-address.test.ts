import { apiPath, pageOfApi } from '../../../lib/core/explorer/api-paths';
import { commandWords } from '../../../lib/core/explorer/command-words';
import { type PageAddress, readPage, writePage } from '../../../lib/core/explorer/page-address';
import { AddressError } from '../../../lib/core/explorer/question';

const SINCE = [{ flag: 'since', value: '7d' }] as const;

const PAGES: readonly (readonly [string, PageAddress, string])[] = [
  ['?since=7d', { page: 'events', question: SINCE }, 'query --since 7d'],
  [
    'event/StartSession%2F2018-03-06T20%3A30%3A12Z%23a',
    { page: 'event', ref: 'StartSession/2018-03-06T20:30:12Z#a', question: [] },
    'show StartSession/2018-03-06T20:30:12Z#a',
  ],
  ['story/event/1234abcd', { page: 'story', kind: 'event', value: '1234abcd', question: [] }, 'story 1234abcd'],
  [
    'story/access-key/AKIA?since=7d',
    { page: 'story', kind: 'accessKey', value: 'AKIA', question: SINCE },
    'story --access-key AKIA --since 7d',
  ],
  [
    'entity/parameter/%2Fapp%2Fprod?since=7d',
    { page: 'entity', kind: 'parameter', value: '/app/prod', question: SINCE },
    'summary --resource /app/prod --since 7d',
  ],
  ['entity/actor/-x', { page: 'entity', kind: 'actor', value: '-x', question: [] }, "summary --actor='-x'"],
  ['alerts?since=7d', { page: 'alerts', question: SINCE }, 'alerts replay --since 7d'],
  ['alerts/a-rule', { page: 'alerts', rule: 'a-rule', question: [] }, 'alerts replay'],
  ['status', { page: 'status', question: [] }, 'status'],
  ['status?since=7d', { page: 'status', question: SINCE }, 'status --by-day --since 7d'],
];

it.each(PAGES)('reads and writes %s, with the command that asks the same', (written, page, command) => {
  const [path = '', search = ''] = written.split('?');
  expect(readPage(path, search)).toEqual(page);
  expect(writePage(page)).toBe(written);
  expect(commandWords(page).join(' ')).toBe(command);
});

it.each([
  'x',
  'event',
  'event/',
  'event/a/b',
  'story/a',
  'story/x/a',
  'entity/toString/a',
  'constructor',
  '__proto__',
  'alerts/',
  'alerts/a/b',
  'status/a',
  'story/event/a/b',
  'event/%E0%A4',
  '../event/a',
  'event/..%2f..%2fa/b',
])('knows no page %s', (path) => {
  expect(readPage(path, '')).toBeUndefined();
});

it.each(['event/a?since=7d', 'story/event/a?actor=x', 'entity/actor/x?limit=3', 'alerts?actor=x', 'status?event=x'])(
  'refuses words that the page does not take: %s',
  (written) => {
    const [path = '', search] = written.split('?');
    expect(() => readPage(path, search ?? '')).toThrow(AddressError);
  },
);

it('quotes what a log says, so that it stays one word on one line', () => {
  const ref = "x';rm -rf ~\n\u202e";
  expect(commandWords({ page: 'events', question: [{ flag: 'actor', value: ref }] }).join(' ')).toBe(
    "query --actor $'x\\u0027;rm -rf ~\\u000a\\u202e'",
  );
});

it.each(PAGES)('asks the interface for %s below api', (written, { page }) => {
  const name = page === 'events' ? 'count' : page;
  const asked = apiPath(name, written);
  const [path = '', search] = asked.slice('api/'.length).split('?');
  const found = pageOfApi(path);
  expect(found?.name).toBe(name);
  expect(readPage(found?.path ?? '', search ?? '')).toEqual(readPage(written.split('?')[0] ?? '', search ?? ''));
});
