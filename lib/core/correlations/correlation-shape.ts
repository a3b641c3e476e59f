import type { WindowCorrelation } from '../rules/correlation';
import type { KeyKind } from './bucket-bytes';
import type { BucketPlace } from './bucket-place';
import type { Group } from './group';
import { keptOfOrder, type Shape } from './shape';

const KEY_KINDS: Readonly<Record<WindowCorrelation['type'], KeyKind>> = {
  event_count: 'event',
  value_count: 'value',
  temporal: 'rule',
  temporal_ordered: 'none',
};

/** How the entries of a correlation are counted. */
export function shapeOf({ type, threshold, timespan, rules }: WindowCorrelation): Shape {
  if (type === 'temporal_ordered') return { counts: 'order', threshold, timespan, keep: keptOfOrder(rules.length) };
  return { counts: 'keys', threshold, timespan, keep: type === 'temporal' ? rules.length : threshold };
}

/** Where the state keeps a bucket of a group. */
export function placeOfBucket(correlation: WindowCorrelation, { key }: Group, bucket: number): BucketPlace {
  return { group: key, bucket, shape: shapeOf(correlation), keyKind: KEY_KINDS[correlation.type] };
}
