import type { IngestEnvironment } from './environment';
import type { Indexing } from './index-record';

/** A configuration value that cannot be read. */
export class ConfigurationValueError extends Error {
  constructor(
    readonly variable: string,
    readonly value: string,
    readonly expected: string,
  ) {
    super(`${variable} is '${value}': expected ${expected}`);
    this.name = 'ConfigurationValueError';
  }
}

/** How records are indexed, from the function's environment; `ConfigurationValueError` for what cannot be read. */
export function indexingOf(environment: IngestEnvironment): Indexing {
  return {
    retentionDays: positiveInteger('RETENTION_DAYS', environment.RETENTION_DAYS),
    spread: new Map(listed(environment.SPREAD_EVENTS).map(spreadEntry)),
    extraTerms: listed(environment.EXTRA_TERMS),
  };
}

function listed(text: string): readonly string[] {
  return text.split(',').filter((entry) => entry !== '');
}

function spreadEntry(entry: string): readonly [string, number] {
  const [name, count, ...rest] = entry.split('=');
  if (!name || count === undefined || rest.length > 0) {
    throw new ConfigurationValueError('SPREAD_EVENTS', entry, '<eventName>=<partitions>');
  }
  return [name, positiveInteger('SPREAD_EVENTS', count)];
}

function positiveInteger(variable: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new ConfigurationValueError(variable, text, 'a whole number from 1');
  return Number(text);
}
