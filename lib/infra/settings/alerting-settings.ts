import { type Settings, textMatching, wholeNumber } from './setting';

/** How alerts are sent, beside the topics and rules themselves. */
export interface AlertingOptions {
  /**
   * Folder of rules beside those of the project, relative to the CDK app; `''` for none.
   * @default - none
   */
  readonly ruleFolder: string;
  /**
   * Minutes for which an alert suppresses the same call again.
   * @default 60
   */
  readonly alertWindowMinutes: number;
}

/** Long enough for one message about a pipeline's run, short enough for another while it lasts. */
const DEFAULT_ALERT_WINDOW_MINUTES = 60;
/** A day: for less often than that, a query serves better. */
const MAX_ALERT_WINDOW_MINUTES = 1440;

const FOLDER = /^[^\n]{0,400}$/;

/** How these options are read. */
export const ALERTING_SETTINGS: Settings<AlertingOptions> = {
  ruleFolder: {
    fallback: '',
    expected: 'the path of a folder, relative to the CDK app, or "" for none',
    parse: textMatching(FOLDER),
  },
  alertWindowMinutes: {
    fallback: DEFAULT_ALERT_WINDOW_MINUTES,
    expected: `a whole number of minutes from 1 to ${MAX_ALERT_WINDOW_MINUTES}`,
    parse: wholeNumber(1, MAX_ALERT_WINDOW_MINUTES),
  },
};
