import { nextCommands } from '../../../lib/cli/first-run/first-run-questions';

it('promises the story of a session only where there is one', () => {
  const head = (session: string | undefined, ref: string | undefined) => nextCommands({ session, ref }).split('\n')[0];
  expect(head('alice-1', 'dec2b342')).toBe(
    'What happened in a session, one event whole, everything counted, and a page:',
  );
  expect(head(undefined, 'dec2b342')).toBe('What belongs together, one event whole, everything counted, and a page:');
  expect(head(undefined, undefined)).toBe('Everything counted, and a page:');
});
