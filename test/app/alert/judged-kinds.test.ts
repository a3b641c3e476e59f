import { JudgedKinds } from '../../../lib/app/alert/judged-kinds';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { configuration } from '../../core/alerts/observed-events';
import { ruleText } from '../../core/rules/rule-text';

const { rules } = loadRules([
  { file: 'a.yml', text: ruleText('s: {eventName|startswith: Call}\ncondition: s', { id: 'one' }) },
]);

function counted() {
  const rulesFor = jest.fn((_kind: unknown) => rules);
  return { rulesFor, kinds: new JudgedKinds({ rulesFor, configuration: configuration() }) };
}

it('asks for the rules of a kind once, and tells kinds apart whose names and sources read alike together', () => {
  const { kinds, rulesFor } = counted();
  const all = [
    { eventName: 'A', eventSource: 's' },
    { eventName: undefined, eventSource: 's' },
    { eventName: 'undefined', eventSource: 's' },
    { eventName: 'b', eventSource: 's\nA' },
    { eventName: 'A\nb', eventSource: 's' },
  ];
  const judges = all.map((kind) => kinds.of(kind));
  expect(all.map((kind) => kinds.of(kind))).toEqual(judges);
  expect(rulesFor.mock.calls.map(([kind]) => kind)).toEqual(all);
});

it('goes on with more kinds than it remembers', () => {
  const { kinds, rulesFor } = counted();
  const names = Array.from({ length: 2_001 }, (_, at) => `Call${at}`);
  for (const eventName of names) kinds.of({ eventName, eventSource: 's' });
  kinds.of({ eventName: 'Call2000', eventSource: 's' });
  expect(rulesFor).toHaveBeenCalledTimes(2_001);
  expect(kinds.of({ eventName: 'Call0', eventSource: 's' }).rules.map(({ id }) => id)).toEqual(['one']);
  expect(rulesFor).toHaveBeenCalledTimes(2_002);
});
