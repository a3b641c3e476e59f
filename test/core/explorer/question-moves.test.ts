import { readQuestion, writeQuestion } from '../../../lib/core/explorer/question';
import {
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
