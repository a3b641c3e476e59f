import type { KeyedMatch } from '../../core/alerts/keyed-match';
import type { ObservedEvent } from '../../core/alerts/observed-event';

/** Work whose failure brings its events again, and no others. */
export class Attempts {
  readonly failed = new Set<ObservedEvent>();

  constructor(private readonly onFailure: (reason: unknown) => void) {}

  /** What the work gives; undefined where it fails, or was not begun because an event of its matches has failed. */
  async each<Result>(matches: readonly KeyedMatch[], work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      this.onFailure(error);
      this.fail(matches);
      return undefined;
    }
  }

  /** Brings the events of these matches again. */
  fail(matches: readonly KeyedMatch[]): void {
    for (const { match } of matches) this.failed.add(match.observed);
  }

  /** Whether one of these matches has to come again. */
  hasFailed(matches: readonly KeyedMatch[]): boolean {
    return matches.some(({ match }) => this.failed.has(match.observed));
  }
}
