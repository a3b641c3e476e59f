import { isSystemsManagerSource } from '../../../lib/core/record/event-source';
import { resourcesOf } from '../../../lib/core/resources/resources-of';
import { sampleDeliveries } from '../../../samples/sample-deliveries';
import { crudeNames, missedNames } from './crude-names';

/** What the patterns take for a resource of the samples, and is none, or is written in a plainer way. */
const NO_RESOURCES = [
  // The caller, in a message that refuses it.
  'SendCommand i-0a1b2c3d4e5f60718',
  // Titles: the things have ids.
  'CreateConfigurationManager host-management',
  'CreateMaintenanceWindow sunday-night',
  'CreatePatchBaseline critical-after-a-week',
  // Found as /payments/production and /shared/licence-key.
  'GetParametersByPath /payments/production/',
  'GetParameter arn:aws:ssm:us-east-1:111122223333:parameter/shared/licence-key',
];

describe('the Systems Manager records of the sample log files', () => {
  const records = sampleDeliveries()
    .flatMap((file) => file.records)
    .filter(({ eventSource }) => isSystemsManagerSource(eventSource));

  test('yield every resource that they name anywhere', () => {
    expect(new Set(records.flatMap(missedNames))).toEqual(new Set(NO_RESOURCES));
  });

  test('yield something wherever they name something, in most of the calls', () => {
    const naming = records.filter((record) => crudeNames(record).size > 0);
    expect(naming.length).toBeGreaterThan(100);
    expect(naming.filter((record) => resourcesOf(record).length === 0)).toEqual([]);
  });
});
