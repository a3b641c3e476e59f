import { DEFAULT_ALERT_WINDOW_MINUTES, MAX_ALERT_WINDOW_MINUTES } from '../../core/alerts/configuration/alert-window';
import { type Settings, textMatching, wholeNumber } from './setting';

/** How alerts are sent, apart from topics and rules. */
export interface AlertingOptions {
  /**
   * Folder of your own rules, relative to the CDK app; `''` for none.
   * @default - none
   */
  readonly ruleFolder: string;
  /**
   * A regular expression that the reason of a session has to contain, such as `[A-Z]+-[0-9]+`; `''` for none. Sessions
   * without such a reason raise an alert of level medium.
   * @default - none
   */
  readonly reasonPattern: string;
  /**
   * How many minutes an alert suppresses the same call again.
   * @default 60
   */
  readonly alertWindowMinutes: number;
}

/** Reasons themselves have 256 characters at most. */
const PATTERN = /^[^\n]{0,256}$/;

const FOLDER = /^[^\n]{0,400}$/;

/** How these options are read. */
export const ALERTING_SETTINGS: Settings<AlertingOptions> = {
  ruleFolder: {
    fallback: '',
    expected: 'the path of a folder, relative to the CDK app, or "" for none',
    parse: textMatching(FOLDER),
  },
  reasonPattern: {
    fallback: '',
    expected: 'a regular expression of at most 256 characters, or "" for none',
    parse: textMatching(PATTERN),
  },
  alertWindowMinutes: {
    fallback: DEFAULT_ALERT_WINDOW_MINUTES,
    expected: `a whole number of minutes from 1 to ${MAX_ALERT_WINDOW_MINUTES}`,
    parse: wholeNumber(1, MAX_ALERT_WINDOW_MINUTES),
  },
};
