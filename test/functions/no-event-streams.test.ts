import {
  EventStreamError,
  eventStreamSerdeProvider,
  resolveEventStreamSerdeConfig,
} from '../../lib/functions/no-event-streams';

it('lets a client be made, and names what is missing where a stream of events is read', () => {
  const settings = { region: 'us-east-1' };
  expect(resolveEventStreamSerdeConfig(settings)).toBe(settings);
  expect(eventStreamSerdeProvider).toThrow(EventStreamError);
});
