import { CONDITION_VALUES } from '../../../lib/core/query/condition-values';
import { LISTS } from '../../../lib/core/query/conditions';
import { EVERYTHING } from '../../../lib/core/query/event-query';
import { planned } from '../../../lib/core/query/planned-query';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { auditEvent, rowOf } from '../rows/events';

const event = storedEvent(
  rowOf(
    auditEvent({
      errorCode: 'AccessDenied',
      outcome: 'denied',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      awsRegion: 'eu-west-1',
      reason: 'ticket 4711',
    }),
  ),
);

it.each(LISTS)('names values of %s by which the event is found', (name) => {
  const values = CONDITION_VALUES[name](event);
  expect(values.length).toBeGreaterThan(0);
  for (const value of values) expect(planned({ ...EVERYTHING, [name]: [value] }).passes(event)).toBe(true);
});
