import type { ExpectedAlerts } from '../../app/alert/expected-alerts';
import { say } from '../terminal/output';

/** Says on stderr what no correlation could count, because silence would look like nothing happened. */
export function sayUncounted({ absent, omitted }: ExpectedAlerts['uncounted']): void {
  if (absent > 0) {
    const events = absent === 1 ? '1 event that lacks' : `${absent} events that lack`;
    say(`ssm-audit: correlations do not count ${events} a field by which they are grouped or counted`);
  }
  if (omitted > 0) {
    say(
      `ssm-audit: correlations leave out ${omitted} combinations of values of single events, beyond 50 groups or 1000 values`,
    );
  }
}
