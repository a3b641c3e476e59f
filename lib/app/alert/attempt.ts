import type { ObservedEvent } from '../../core/alerts/observed-event';

/** Runs work on some events. If it fails, these come again, and the others do not. */
export type Attempt = <Result>(
  events: readonly ObservedEvent[],
  work: () => Promise<Result>,
) => Promise<Result | undefined>;

/** Tries work, and adds the events of what fails to `failed`. */
export function attempting(failed: Set<ObservedEvent>, onFailure: (reason: unknown) => void): Attempt {
  return async (events, work) => {
    try {
      return await work();
    } catch (error) {
      onFailure(error);
      for (const event of events) failed.add(event);
      return undefined;
    }
  };
}
