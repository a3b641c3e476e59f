import { incomplete, note } from '../../../lib/app/completeness/answer-note';

it('tells what is left out by design from what is missing now', () => {
  expect(note('by design')).toEqual({ kind: 'note', text: 'by design' });
  expect(incomplete('missing')).toEqual({ kind: 'incomplete', text: 'missing' });
});

it('names the command that tells more', () => {
  expect(incomplete('missing', 'query', '--quarantined').command).toEqual(['query', '--quarantined']);
});
