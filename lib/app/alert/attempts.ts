import type { KeyedMatch } from '../../core/alerts/keyed-match';
import type { ObservedEvent } from '../../core/alerts/observed-event';

/** Runs work. If it fails, only its own events come again. */
export class Attempts {
  readonly failed = new Set<ObservedEvent>();

  constructor(private readonly onFailure: (reason: unknown) => void) {}

  /**
   * The result of the work. Undefined if it fails, or if it was not started because an event of its matches has failed.
   */
  async each<Result>(matches: readonly KeyedMatch[], work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      this.onFailure(error);
      this.fail(matches);
      return undefined;
    }
  }

  /** Makes the events of these matches come again. */
  fail(matches: readonly KeyedMatch[]): void {
    for (const { match } of matches) this.failed.add(match.observed);
  }

  /** Whether one of these matches has to come again. */
  hasFailed(matches: readonly KeyedMatch[]): boolean {
    return matches.some(({ match }) => this.failed.has(match.observed));
  }
}
