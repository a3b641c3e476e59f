import type { StoredEvent } from '../../core/rows/stored-event';
import { safeText } from '../../core/text/safe-text';
import { cutMiddle } from '../render/cut-text';

/** Terminal cells up to which the code of an error stands whole. Those of AWS have fewer; what is longer was made to crowd out a row. */
const MOST_CODE = 48;

/** How a call ended, with the code of its error; the code alone where there is less room, or `ok` for a success; or one word. */
export interface OutcomeText {
  readonly whole: string;
  readonly short: string;
  /** `denied`, `throttled`, `failed` in place of the code. */
  readonly word: string;
}

/** The outcome of an event in words. Of a record that could not be indexed, the reason. */
export function outcomeText({ outcome, errorCode, quarantineReason }: StoredEvent): OutcomeText {
  if (errorCode) {
    const short = cutMiddle(safeText(errorCode), MOST_CODE);
    const word = outcome ?? 'failed';
    return { whole: `${word} (${short})`, short, word };
  }
  const whole = outcome ?? quarantineReason ?? '-';
  const short = whole === 'success' ? 'ok' : whole;
  return { whole, short, word: short };
}
