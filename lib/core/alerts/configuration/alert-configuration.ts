import type { ConfigurationValue } from './configuration-value';
import { parseDeployers } from './deployers';
import { parseRuleOverrides, type RuleOverrides } from './rule-overrides';
import { type AlertTopic, parseAlertTopics } from './topic-configuration';

/** What a deployment alerts on, and who gets the alerts. */
export interface AlertConfiguration {
  readonly topics: readonly AlertTopic[];
  readonly overrides: RuleOverrides;
  /** ARNs of the roles under which CloudFormation changes the stack. */
  readonly deployers: readonly string[];
}

/** The keys of the CDK context that this reads. */
export const ALERT_CONTEXT_KEYS = ['ssm-audit:alertTopics', 'ssm-audit:rules', 'ssm-audit:deployers'] as const;

/** The context has invalid alert topics or overrides. The message has one line for each problem. */
export class AlertConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'AlertConfigurationError';
  }
}

/** The alert configuration in a CDK context, or `AlertConfigurationError`. Ignores other keys. */
export function readAlertConfiguration(context: Readonly<Record<string, unknown>>): AlertConfiguration {
  const problems: string[] = [];
  const [topics, rules, deployers] = ALERT_CONTEXT_KEYS.map((key) => contextValue(context, key, problems));
  const configuration = {
    topics: parseAlertTopics(topics),
    overrides: parseRuleOverrides(rules),
    deployers: parseDeployers(deployers),
  };
  if (problems.length > 0) throw new AlertConfigurationError(problems);
  return configuration;
}

function contextValue(
  context: Readonly<Record<string, unknown>>,
  key: string,
  problems: string[],
): ConfigurationValue | undefined {
  const given = decoded(context[key]);
  return given === undefined ? undefined : { place: `context key ${key}`, given, problems };
}

/** `--context key=value` always gives text, which contains JSON. Text that is not JSON is refused as it is. */
function decoded(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}

/** Ids of rules that the configuration names but that are not loaded. Mostly, these are typing errors. */
export function unknownRulesOf(
  { topics, overrides }: AlertConfiguration,
  loaded: ReadonlySet<string>,
): readonly string[] {
  const named = [...topics.flatMap(({ rules }) => rules), ...overrides.disabled, ...overrides.levels.keys()];
  return [...new Set(named)].filter((id) => !loaded.has(id));
}
