import { evidenceWords } from '../../../lib/core/explorer/command-words';

it('packs all events of a question, whatever the list shows and in which order', () => {
  expect(
    evidenceWords([
      { flag: 'actor', value: "o'neil; id" },
      { flag: 'since', value: '7d' },
      { flag: 'oldest-first' },
      { flag: 'limit', value: '5' },
    ]).join(' '),
  ).toBe(`evidence --out evidence --actor 'o'\\''neil; id' --since 7d`);
});
