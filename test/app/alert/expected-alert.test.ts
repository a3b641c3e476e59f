import { byLastEvent, expectedAlert } from '../../../lib/app/alert/expected-alert';
import { keyedMatch } from '../../../lib/core/alerts/keyed-match';
import { match, observed } from '../../core/alerts/observed-events';

const at = (eventTime: string, eventID: string) => keyedMatch(match({ observed: observed({ eventTime, eventID }) }));

it('tells the fields that its events share, and how many there are', () => {
  const matches = [at('2024-05-01T12:10:00Z', 'a'), at('2024-05-01T12:20:00Z', 'b')];
  expect(expectedAlert({ matches, isDigest: true })).toMatchObject({
    eventName: 'DeleteDocument',
    eventTime: '2024-05-01T12:10:00Z',
    lastEventTime: '2024-05-01T12:20:00Z',
    count: 2,
    digest: true,
  });
});

it('comes in the order of the last events', () => {
  const early = { matches: [at('2024-05-01T12:10:00Z', 'a')], isDigest: false };
  const late = { matches: [at('2024-05-01T12:20:00Z', 'b')], isDigest: false };
  expect([late, early].sort(byLastEvent)).toEqual([early, late]);
});

it("says that its first event is the agent's own, to which no handle leads", () => {
  const agent = keyedMatch(match({ observed: observed({ agent: true }) }));
  expect(expectedAlert({ matches: [agent], isDigest: false })).toMatchObject({ agent: true });
  expect(expectedAlert({ matches: [at('2024-05-01T12:10:00Z', 'a'), agent], isDigest: false })).not.toHaveProperty(
    'agent',
  );
});
