import type { KeyKind } from './bucket-bytes';
import type { Shape } from './shape';

/** Which bucket of which group: where the state keeps it, and how it is read. */
export interface BucketPlace {
  /** The key of the group: a hash of the correlation, of what decides in it, and of the group's texts. */
  readonly group: string;
  readonly bucket: number;
  readonly shape: Shape;
  readonly keyKind: KeyKind;
}
