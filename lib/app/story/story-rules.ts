import type { AlertConfiguration } from '../../core/alerts/configuration/alert-configuration';
import { overridden } from '../../core/alerts/configuration/rule-overrides';
import { compileMatcher } from '../../core/alerts/event-matcher';
import { type Correlated, type Correlator, compileCorrelations } from '../../core/correlations/correlator';
import type { Correlation } from '../../core/rules/correlation';
import type { Rule } from '../../core/rules/rule';
import type { StoryRule, StoryWindow } from '../../core/story/story';
import type { ExpectedAlert } from '../alert/expected-alert';
import { ExpectedAlerts } from '../alert/expected-alerts';
import type { FoundEvent } from '../ask/find-events';

/** The rules by which a story is judged, as `alerts replay` has them. */
export interface RulesOfStory {
  readonly rules: readonly Rule[];
  readonly correlations: readonly Correlation[];
  readonly configuration: AlertConfiguration;
  /** How long a message suppresses the same call again, in milliseconds. */
  readonly windowMs: number;
}

/** What the rows of a story are a part of. */
export interface JudgedPart {
  readonly window: StoryWindow;
  /** Whether rows are missing because of a limit. */
  readonly isCut: boolean;
  /** All of whose events in the window are rows. */
  readonly principals: readonly string[];
}

/** Nobody is told of a story. */
const NO_TOPICS = { topics: [], topicsOf: () => [] };

/**
 * The rules that rows of a story satisfy, evaluated as `alerts replay` evaluates them. A correlation whose rows alone reach
 * what it counts has fired, whatever else there is. One that they do not reach, and to which events outside of the story
 * may count, is not evaluated: those of first sight need what was before.
 */
export function storyRules(
  found: readonly FoundEvent[],
  { rules, correlations, configuration, windowMs }: RulesOfStory,
  part: JudgedPart,
): readonly StoryRule[] {
  const known = overridden(correlations, configuration.overrides);
  const seen = new SeenCorrelations(compileCorrelations(known), part);
  const match = compileMatcher(rules, { ...configuration, topics: NO_TOPICS.topics });
  const expected = new ExpectedAlerts(windowMs, { correlator: seen, topicsOf: NO_TOPICS.topicsOf });
  for (const { event, record } of found) {
    expected.add(match({ event, record }));
    expected.correlate({ event, record });
  }
  const fired = byRule(expected.alerts());
  const ids = new Set(fired.map(({ rule }) => rule));
  return [...fired, ...seen.undecided().filter(({ rule }) => !ids.has(rule))];
}

/** One line a rule: its alerts together, in the order of the first. */
function byRule(alerts: readonly ExpectedAlert[]): readonly StoryRule[] {
  const rules = new Map<string, StoryRule>();
  for (const { rule, title, level, count, refs } of alerts) {
    const before = rules.get(rule);
    rules.set(rule, {
      rule,
      title,
      level,
      evaluation: 'fired',
      count: (before?.count ?? 0) + count,
      refs: [...new Set([...(before?.refs ?? []), ...refs])],
    });
  }
  return [...rules.values()];
}

/** A correlator that takes note of which correlations need more than the rows of a story. */
class SeenCorrelations implements Correlator {
  private readonly refs = new Map<Correlation, Set<string>>();

  constructor(
    private readonly correlator: Correlator,
    private readonly part: JudgedPart,
  ) {}

  isOfRule: Correlator['isOfRule'] = (record, inHistory) => this.correlator.isOfRule(record, inHistory);

  correlated(event: Parameters<Correlator['correlated']>[0]): Correlated {
    const { sightings, ...counted } = this.correlator.correlated(event);
    for (const { correlation } of sightings) this.note(correlation, event.event.ref);
    for (const each of counted.counted) if (this.needsMore(each)) this.note(each.correlation, event.event.ref);
    return { ...counted, sightings: [] };
  }

  /** The correlations that need more, whether or not they have fired. */
  undecided(): readonly StoryRule[] {
    return [...this.refs].map(([{ id, title, level }, refs]) => ({
      rule: id,
      title,
      level,
      evaluation: 'not evaluated',
      count: refs.size,
      refs: [...refs],
    }));
  }

  /** Whether events outside of the story may be in a window with an entry: of others, before it or after it. */
  private needsMore({ correlation, group, entry }: Correlated['counted'][number]): boolean {
    const { window, isCut, principals } = this.part;
    const isOwn = group.texts.some((text) => principals.includes(text));
    const from = window.since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(window.since) / 1000;
    const to = window.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(window.until) / 1000;
    return isCut || !isOwn || entry.t - correlation.timespan < from || entry.t + correlation.timespan >= to;
  }

  private note(correlation: Correlation, ref: string): void {
    this.refs.set(correlation, (this.refs.get(correlation) ?? new Set()).add(ref));
  }
}
