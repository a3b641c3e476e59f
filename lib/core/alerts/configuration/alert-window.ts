import { AlertConfigurationError } from './alert-configuration';

/** The key of the CDK context. */
const KEY = 'ssm-audit:alertWindowMinutes';

/** Long enough for one message about the run of a pipeline, short enough for another one while it lasts. */
export const DEFAULT_ALERT_WINDOW_MINUTES = 60;
/** A day. If you want messages less often, use a query. */
export const MAX_ALERT_WINDOW_MINUTES = 1440;

const MINUTE_MS = 60_000;

/** The default window in milliseconds. */
export const DEFAULT_ALERT_WINDOW_MS = DEFAULT_ALERT_WINDOW_MINUTES * MINUTE_MS;

/**
 * How long a message suppresses the same call again, in milliseconds, from a CDK context. Throws
 * `AlertConfigurationError`.
 */
export function readAlertWindowMs(context: Readonly<Record<string, unknown>>): number {
  const given = context[KEY] ?? DEFAULT_ALERT_WINDOW_MINUTES;
  const minutes = typeof given === 'string' ? Number(given) : given;
  if (typeof minutes !== 'number' || !Number.isInteger(minutes) || minutes < 1 || minutes > MAX_ALERT_WINDOW_MINUTES) {
    throw new AlertConfigurationError([
      `context key ${KEY} is ${JSON.stringify(given)}: expected a whole number of minutes from 1 to ${MAX_ALERT_WINDOW_MINUTES}`,
    ]);
  }
  return minutes * MINUTE_MS;
}
