import type { StoredEvent } from '../../core/rows/stored-event';

/** How a call ended, with the code of its error; the code alone where there is less room, or `ok` for a success. */
export interface OutcomeText {
  readonly whole: string;
  readonly short: string;
}

/** The outcome of an event in words. Of a record that could not be indexed, the reason. */
export function outcomeText({ outcome, errorCode, quarantineReason }: StoredEvent): OutcomeText {
  if (errorCode) return { whole: `${outcome ?? 'failed'} (${errorCode})`, short: errorCode };
  const whole = outcome ?? quarantineReason ?? '-';
  return { whole, short: whole === 'success' ? 'ok' : whole };
}
