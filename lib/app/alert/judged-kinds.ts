import type { AlertConfiguration } from '../../core/alerts/configuration/alert-configuration';
import { overridden } from '../../core/alerts/configuration/rule-overrides';
import { compileMatcher, type EventMatcher } from '../../core/alerts/event-matcher';
import type { EventKind } from '../../core/rules/packed/rule-pack';
import type { Rule } from '../../core/rules/rule';
import { rulesForKind } from '../../core/rules/rules-for-kind';

/** By what events are judged: rules that may match events of a kind, and what a deployment changes about rules. */
export interface JudgedBy {
  readonly rulesFor: (kind: EventKind) => readonly Rule[];
  readonly configuration: AlertConfiguration;
}

/** What judges events of one kind. */
export interface KindJudge {
  readonly rules: readonly Rule[];
  /** Compiled when an event comes that a rule may catch, which few kinds have. */
  readonly match: EventMatcher;
}

/** More kinds than AWS has calls of Systems Manager. Whoever makes log files up can name any number. */
const MOST_KINDS = 2_000;

/** What judges events, by their kinds: made once for each. */
export class JudgedKinds {
  /** By source, then by name. */
  private readonly judges = new Map<string | undefined, Map<string | undefined, KindJudge>>();
  private count = 0;

  constructor(private readonly judgedBy: JudgedBy) {}

  of({ eventName, eventSource }: EventKind): KindJudge {
    return this.judges.get(eventSource)?.get(eventName) ?? this.added(eventName, eventSource);
  }

  private added(eventName: string | undefined, eventSource: string | undefined): KindJudge {
    if (this.count >= MOST_KINDS) this.judges.clear();
    this.count = this.count >= MOST_KINDS ? 1 : this.count + 1;
    const ofSource = this.judges.get(eventSource) ?? new Map<string | undefined, KindJudge>();
    const judge = judgeOf(this.judgedBy, { eventName, eventSource });
    this.judges.set(eventSource, ofSource.set(eventName, judge));
    return judge;
  }
}

function judgeOf({ rulesFor, configuration }: JudgedBy, kind: EventKind): KindJudge {
  const heard = rulesFor(kind).filter(({ isQuiet }) => !isQuiet);
  const rules = overridden(rulesForKind(heard, kind), configuration.overrides);
  let match: EventMatcher | undefined;
  return {
    rules,
    match: (observed) => {
      match ??= compileMatcher(rules, { ...configuration, topics: [] });
      return match(observed);
    },
  };
}
