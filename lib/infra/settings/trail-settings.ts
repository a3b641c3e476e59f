import { type Settings, textMatching } from './setting';

/** Which trail the log files come from. */
export interface TrailOptions {
  /**
   * Name of the trail.
   * @default - `<stack name>-<region>`, which `''` stands for
   */
  readonly trailName: string;
  /**
   * Key prefix of the log files before `AWSLogs`, without slashes at its ends; `''` for none.
   * @default - none
   */
  readonly logPrefix: string;
}

/** CloudTrail API reference, CreateTrail. */
const TRAIL_NAME = /^$|^(?=.{3,128}$)[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/;
/** S3's safe characters less `*`, which would widen the policies that name the prefix; CloudTrail takes 200. */
const LOG_PREFIX = /^$|^(?=.{1,200}$)[\w!.'()-]+(?:\/[\w!.'()-]+)*$/;

/** How these options are read. */
export const TRAIL_SETTINGS: Settings<TrailOptions> = {
  trailName: {
    fallback: '',
    expected: '3 to 128 letters and digits with single ".", "_" or "-" between them, or "" for <stack name>-<region>',
    parse: textMatching(TRAIL_NAME),
  },
  logPrefix: {
    fallback: '',
    expected: `up to 200 letters, digits and ! - _ . ' ( ), with "/" only between parts, or "" for none`,
    parse: textMatching(LOG_PREFIX),
  },
};
