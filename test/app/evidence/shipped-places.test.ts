import { absentLogFiles, placesOfEvents, shippedPlace } from '../../../lib/app/evidence/shipped-places';
import type { VerifiedEvent } from '../../../lib/app/evidence/verify-events';
import { streamOf } from './memory-package';

const PATHS = new Set(['logs/AWSLogs/1/a.json.gz', 'logs/flat.json']);

it.each([
  ['s3://bucket/AWSLogs/1/a.json.gz', 'logs/AWSLogs/1/a.json.gz'],
  ['/copy/of/AWSLogs/1/a.json.gz', 'logs/AWSLogs/1/a.json.gz'],
  ['/copy/flat.json', 'logs/flat.json'],
  ['/copy/AWSLogs/2/a.json.gz', undefined],
  ['/copy/../flat.json', undefined],
])('finds %s at %s', (logFile, place) => {
  expect(shippedPlace(logFile, PATHS)).toBe(place);
});

it('counts log files that a package does not have once, and knows which paths belong to events', async () => {
  const events = ['x/flat.json', 'x/none.json', 'x/none.json'].map(
    (logFile) => ({ logFile, digest: 'AWSLogs/d.json.gz' }) as VerifiedEvent,
  );
  expect(await absentLogFiles(streamOf(events), PATHS)).toBe(1);
  expect([...(await placesOfEvents(streamOf(events), PATHS))]).toEqual([
    'logs/flat.json',
    'logs/AWSLogs/d.json.gz',
    'logs/AWSLogs/d.json.gz.metadata.json',
  ]);
});
