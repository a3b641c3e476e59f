import { ExpectedAlerts } from '../../app/alert/expected-alerts';
import type { RulesOfStory } from '../../app/story/story-rules';
import { overridden } from '../../core/alerts/configuration/rule-overrides';
import { compileMatcher, compileTopics, type EventMatcher } from '../../core/alerts/event-matcher';
import { compileCorrelations } from '../../core/correlations/correlator';
import type { LoadedRules } from '../../core/rules/load-rule-files';
import { type AlertContext, alertContext } from '../rules/alert-context';
import { alertRules } from '../rules/alert-rules';
import { chosenRules } from '../rules/chosen-rules';

/** The rules and topics of the configuration here, read once: an address chooses no files. */
export class ExplorerRules {
  private read: Promise<AlertContext & { readonly loaded: LoadedRules }> | undefined;

  /** The rules that come with the project, and the one on reasons where a pattern is set. */
  async loaded(): Promise<LoadedRules> {
    return (await this.all()).loaded;
  }

  /** Throws `UnknownRuleError` if there is no rule with an ID. */
  async require(id: string): Promise<void> {
    chosenRules(await this.loaded(), { rule: [id] });
  }

  /** What the rules of a story are judged by. */
  async ofStory(): Promise<RulesOfStory> {
    const { configuration, windowMs, loaded } = await this.all();
    return { rules: loaded.rules, correlations: loaded.correlations, configuration, windowMs };
  }

  /** What finds alerts, and collects those of one answer. */
  async matcher(): Promise<{ readonly match: EventMatcher; readonly expected: ExpectedAlerts }> {
    const { configuration, windowMs, loaded } = await this.all();
    const correlations = overridden(loaded.correlations, configuration.overrides);
    const correlating = { correlator: compileCorrelations(correlations), topicsOf: compileTopics(configuration) };
    return {
      match: compileMatcher(loaded.rules, configuration),
      expected: new ExpectedAlerts(windowMs, correlating),
    };
  }

  private all() {
    this.read ??= this.readAll();
    return this.read;
  }

  private async readAll() {
    const context = await alertContext(undefined);
    return { ...context, loaded: await alertRules({}, context.reasonPattern) };
  }
}
