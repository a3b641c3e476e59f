import type { Names } from '../../core/names/names';

/** Names, and the file that they are looked up in. */
export interface GivenNames {
  readonly names: Names;
  /** The name of the file, without its folder. */
  readonly file: string;
}
