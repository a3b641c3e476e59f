import { closest } from 'fastest-levenshtein';
import {
  ALERT_CONTEXT_KEYS,
  type AlertConfiguration,
  AlertConfigurationError,
  readAlertConfiguration,
} from '../../core/alerts/configuration/alert-configuration';
import { ACCESS_SETTINGS, type AccessOptions } from './access-settings';
import { ALERTING_SETTINGS, type AlertingOptions } from './alerting-settings';
import { conflictsIn } from './conflicting-options';
import { ENCRYPTION_SETTINGS, type EncryptionOptions } from './encryption-settings';
import { EXPORT_SETTINGS, type ExportOptions } from './export-settings';
import { INDEXING_SETTINGS, type IndexingOptions } from './indexing-settings';
import { OPERATIONS_SETTINGS, type OperationsOptions } from './operations-settings';
import { RETENTION_SETTINGS, type RetentionOptions } from './retention-settings';
import { type Setting, type Settings, textMatching } from './setting';
import { STORAGE_SETTINGS, type StorageOptions } from './storage-settings';
import { THROUGHPUT_SETTINGS, type ThroughputOptions } from './throughput-settings';
import { TRAIL_SETTINGS, type TrailOptions } from './trail-settings';

/** Everything that you can choose about an audit. */
export interface AuditOptions
  extends TrailOptions,
    EncryptionOptions,
    IndexingOptions,
    RetentionOptions,
    StorageOptions,
    ThroughputOptions,
    AlertingOptions,
    AccessOptions,
    OperationsOptions,
    ExportOptions {
  /**
   * Alert topics and changes of rules, from the context keys `alertTopics` and `rules`.
   * @default - no topics, the rules as they are
   */
  readonly alerts: AlertConfiguration;
}

/** What you can choose for a deployment: read from the CDK context under `ssm-audit:<key>`, complete with defaults. */
export interface Configuration extends AuditOptions {
  /** Name of the CloudFormation stack; a second name makes a second, independent audit in the account. */
  readonly stackName: string;
}

type SimpleOptions = Omit<AuditOptions, 'alerts'>;

const CONTEXT_PREFIX = 'ssm-audit:';

const OPTION_SETTINGS: Settings<SimpleOptions> = {
  ...TRAIL_SETTINGS,
  ...ENCRYPTION_SETTINGS,
  ...INDEXING_SETTINGS,
  ...RETENTION_SETTINGS,
  ...STORAGE_SETTINGS,
  ...THROUGHPUT_SETTINGS,
  ...ALERTING_SETTINGS,
  ...ACCESS_SETTINGS,
  ...OPERATIONS_SETTINGS,
  ...EXPORT_SETTINGS,
};

/** CloudFormation's letters, digits and hyphens, without what a trail name refuses (two hyphens in a row). */
const STACK_NAME = /^(?=.{3,100}$)[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/;

/** How to read each key of the context, except the keys of alerts, which have their own form. */
export const SETTINGS: Settings<Omit<Configuration, 'alerts'>> = {
  stackName: {
    fallback: 'ssm-audit',
    expected: '3 to 100 letters, digits and single hyphens, beginning with a letter',
    parse: textMatching(STACK_NAME),
  },
  ...OPTION_SETTINGS,
};

/** Every key that is read, without `ssm-audit:`. */
export const KEYS = [...Object.keys(SETTINGS), ...ALERT_CONTEXT_KEYS.map((key) => key.slice(CONTEXT_PREFIX.length))];

/** Some values are invalid. The message has one line for each of them. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigurationError';
  }
}

/**
 * The configuration in a CDK context (`app.node.getAllContext()`), or `ConfigurationError`. Ignores other keys, such as
 * the CDK's feature flags. A misspelt key of this project is an error and not a silent default.
 */
export function readConfiguration(context: Readonly<Record<string, unknown>>): Configuration {
  const problems = [...unknownKeys(context)];
  const place = (key: string) => `context key ${CONTEXT_PREFIX}${key}`;
  const values = valuesOf(SETTINGS, (key) => context[CONTEXT_PREFIX + key], place, problems);
  const configuration = { ...values, alerts: alertsIn(context, problems) } as Configuration;
  refuse(problems, configuration, place);
  return configuration;
}

/** Options given in code, complete with defaults, or `ConfigurationError`. The same rules apply as for the context. */
export function completeOptions(given: Readonly<Partial<AuditOptions>>): AuditOptions {
  const problems: string[] = [];
  const place = (key: string) => `property ${key}`;
  const byKey: Readonly<Record<string, unknown>> = { ...given };
  const values = valuesOf(OPTION_SETTINGS, (key) => byKey[key], place, problems);
  const options = { ...values, alerts: given.alerts ?? readAlertConfiguration({}) } as AuditOptions;
  refuse(problems, options, place);
  return options;
}

/** Values that are wrong by themselves. If there are none, values that conflict with others. */
function refuse(problems: readonly string[], options: AuditOptions, place: (key: string) => string): void {
  if (problems.length > 0) throw new ConfigurationError(problems);
  const conflicts = conflictsIn(options).map(
    ({ key, expected }) => `${place(key)} is ${shown(options[key])}: expected ${expected}`,
  );
  if (conflicts.length > 0) throw new ConfigurationError(conflicts);
}

function valuesOf(
  settings: object,
  givenAt: (key: string) => unknown,
  place: (key: string) => string,
  problems: string[],
): object {
  const values = Object.entries<Setting<unknown>>({ ...settings }).map(([key, setting]) => {
    const given = givenAt(key);
    const value = given === undefined ? setting.fallback : setting.parse(given);
    if (value === undefined) problems.push(`${place(key)} is ${shown(given)}: expected ${setting.expected}`);
    return [key, value];
  });
  return Object.fromEntries(values);
}

function alertsIn(context: Readonly<Record<string, unknown>>, problems: string[]): AlertConfiguration | undefined {
  try {
    return readAlertConfiguration(context);
  } catch (error) {
    if (!(error instanceof AlertConfigurationError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

function unknownKeys(context: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(context)
    .filter((key) => key.startsWith(CONTEXT_PREFIX))
    .map((key) => key.slice(CONTEXT_PREFIX.length))
    .filter((key) => !KEYS.includes(key))
    .map(
      (key) =>
        `context key ${CONTEXT_PREFIX}${key} is unknown: expected ${closest(key, KEYS)}, or another of the keys in docs/deploy.md`,
    );
}

/** Long enough to recognize a value, short enough for one line. */
const SHOWN_LENGTH = 120;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}
