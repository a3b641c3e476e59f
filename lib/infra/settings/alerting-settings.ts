import { type Settings, textMatching, wholeNumber } from './setting';

/** How alerts are raised, beside the topics and rules themselves. */
export interface AlertingOptions {
  /**
   * Folder of rules beside those of the project, relative to the CDK app; `''` for none.
   * @default - none
   */
  readonly ruleFolder: string;
  /**
   * Minutes for which a rule that was raised for someone is not raised for them again.
   * @default 60
   */
  readonly alertWindowMinutes: number;
}

/** Long enough to be told once of a pipeline's run, short enough to hear of it again while it lasts. */
const DEFAULT_ALERT_WINDOW_MINUTES = 60;
/** A day: who is told less often than that is better served by a query. */
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
