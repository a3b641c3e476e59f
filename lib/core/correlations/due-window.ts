import { type Bucket, EMPTY_BUCKET } from './bucket';
import type { SatisfiedWindow } from './satisfied-window';
import { satisfiedWindows } from './satisfied-windows';
import type { Shape } from './shape';

/** A satisfied window whose last event is in a bucket: an alert is due for it. */
export interface DueWindow {
  readonly bucket: number;
  readonly window: SatisfiedWindow;
  /** Entries were left out: an earlier order may have been missed. */
  readonly isCapped: boolean;
}

/**
 * The satisfied window that ends in a bucket, given the bucket before. A window is never longer than a bucket, so it
 * begins in the same one or in the one before.
 */
export function dueWindow(
  shape: Shape,
  bucket: number,
  own: Bucket,
  before: Bucket = EMPTY_BUCKET,
): DueWindow | undefined {
  const window = satisfiedWindows(shape, [...before.entries, ...own.entries]).get(bucket);
  return window && { bucket, window, isCapped: own.isCapped || before.isCapped };
}
