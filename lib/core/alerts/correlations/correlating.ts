import { type Correlator, compileCorrelations } from '../../correlations/correlator';
import type { Correlation } from '../../rules/correlation';
import type { AlertConfiguration } from '../configuration/alert-configuration';
import { overridden } from '../configuration/rule-overrides';
import { compileTopics, type TopicsOf } from '../event-matcher';

/** What events are to correlations, and who gets their alerts. */
export interface Correlating {
  readonly correlator: Correlator;
  readonly topicsOf: TopicsOf;
}

/** Compiles correlations with the configuration's topics and overrides. What no topic selects is not counted. */
export function compileSelected(correlations: readonly Correlation[], configuration: AlertConfiguration): Correlating {
  const topicsOf = compileTopics(configuration);
  const kept = overridden(correlations, configuration.overrides);
  return { correlator: compileCorrelations(kept.filter((each) => topicsOf(each, {}).length > 0)), topicsOf };
}
