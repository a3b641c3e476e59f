import { readPage, writePage } from '../../../lib/core/explorer/page-address';
import { readQuestion, writeQuestion } from '../../../lib/core/explorer/question';
import {
  changed,
  changedPage,
  excluding,
  inWindow,
  narrowedTo,
  windowOf,
  withoutWord,
  withWord,
} from '../../../lib/core/explorer/question-moves';

const question = readQuestion('event=a&actor=x&since=7d');

it.each([
  ['adds a value', withWord(question, { flag: 'event', value: 'b' }), 'actor=x&event=a&event=b&since=7d'],
  ['replaces what stands once', withWord(question, { flag: 'since', value: '1d' }), 'actor=x&event=a&since=1d'],
  ['narrows instead of widening', narrowedTo(question, { flag: 'event', value: 'b' }), 'actor=x&event=b&since=7d'],
  ['excludes a value', excluding(question, { flag: 'actor', value: 'y' }), 'actor=x&event=a&not=actor%3Dy&since=7d'],
  ['excludes a switch', excluding(question, { flag: 'denied' }), 'actor=x&event=a&not=denied&since=7d'],
  ['removes a word', withoutWord(question, { flag: 'event', value: 'a' }), 'actor=x&since=7d'],
  ['sets a window', inWindow(question, '2018-03-01', undefined), 'actor=x&event=a&since=2018-03-01'],
  ['takes the window alone', windowOf(question), 'since=7d'],
])('%s', (_, moved, written) => {
  expect(writeQuestion(moved)).toBe(written);
});

it('lets a window take the place of a period', () => {
  expect(writeQuestion(inWindow(readQuestion('during=2018-03'), '2018-03-01', '2018-03-02'))).toBe(
    'since=2018-03-01&until=2018-03-02',
  );
});

it('changes words: one for another, and all words of a flag', () => {
  const asked = readQuestion('event=a&event=b&actor=x&during=2026-03');
  const [event, window] = [
    { words: [{ flag: 'event', value: 'c' } as const], without: [{ flag: 'event', value: 'a' } as const] },
    { words: [{ flag: 'since', value: 'all' } as const], without: [{ flag: 'during' } as const] },
  ];
  expect(writeQuestion(changed(asked, event))).toBe('actor=x&event=b&event=c&during=2026-03');
  expect(writeQuestion(changed(asked, window))).toBe('actor=x&event=a&event=b&since=all');
});

it.each([
  ['', '?actor=x&since=7d', '?actor=y&since=7d'],
  ['entity/actor/x', '?since=7d', 'entity/actor/y?since=7d'],
  ['entity/role/x', '?actor=x', 'entity/role/x?actor=y'],
  ['alerts', '?since=7d', undefined],
  ['event/A%2F2026-03-04T00%3A00%3A00Z%23e', '', undefined],
])('asks the page %s%s otherwise, where it can be asked so', (path, search, address) => {
  const page = readPage(path, search);
  const change = { words: [{ flag: 'actor', value: 'y' } as const], without: [{ flag: 'actor', value: 'x' } as const] };
  const next = page && changedPage(page, change);
  expect(next && writePage(next)).toBe(address);
});

it('is about nobody else where a flag goes', () => {
  const page = readPage('entity/actor/x', '?since=7d');
  expect(page && changedPage(page, { words: [], without: [{ flag: 'actor' }] })).toBeUndefined();
  expect(page && changedPage(page, { words: [{ flag: 'limit', value: '1' }], without: [] })).toBeUndefined();
});
