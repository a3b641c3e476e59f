import { placeOf } from './place';
import type { Happening } from './sample-call';
import { awsServiceCalling } from './service-callers';

/** Days on which nothing of the week's stories happens in a place that otherwise is busy. */
const QUIET_DAYS = [
  ['111122223333', 'us-east-1', '2026-03-05'],
  ['111122223333', 'us-east-2', '2026-03-03'],
  ['111122223333', 'us-east-2', '2026-03-04'],
  ['444455556666', 'eu-central-1', '2026-03-03'],
  ['444455556666', 'us-east-2', '2026-03-04'],
  ['777788889999', 'us-east-1', '2026-03-05'],
  ['777788889999', 'us-west-2', '2026-03-04'],
] as const;

/**
 * What a trail records of a quiet day: AWS Config looks at the instances, as it does several times a day. Without it
 * no log file would come, and a day without a delivery is something to look into.
 */
export function quietDays(): readonly Happening[] {
  return QUIET_DAYS.map(([accountId, region, day]) => {
    return {
      at: Date.parse(`${day}T12:00:20Z`),
      place: placeOf(accountId, region),
      caller: awsServiceCalling('config.amazonaws.com')(),
      call: { service: 'ec2', eventName: 'DescribeInstances', requestParameters: { filterSet: {} } },
    };
  });
}
