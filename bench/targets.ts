import type { Measurement } from './measurement';

/** One thing that extraction has to show. */
export interface Target {
  readonly what: string;
  readonly found: number;
  readonly wanted: string;
  readonly isMet: boolean;
}

const MOST_TO_ZCAT = 1.05;
const LEAST_TO_PARSE = 2.5;
const MOST_TO_GUNZIP = 1.3;
/** Of files with 20 to 200 records, and with 1 to 20: what is left there is the files themselves. */
const MOST_TO_PARSE_MANY = 0.45;
const MOST_TO_PARSE_TINY = 1.3;
const MOST_PEAK_MB = 128;
const MOST_GROWTH = 1.1;

/** The targets that can be told from these measurements. */
export function targets(measurements: readonly Measurement[]): readonly Target[] {
  const cpu = (corpus: string, contender: string) => found(measurements, corpus, contender)?.cpuSeconds ?? Number.NaN;
  const least = (corpus: string, contender: string) =>
    found(measurements, corpus, contender)?.leastCpuSeconds ?? Number.NaN;
  const peak = (corpus: string) => (found(measurements, corpus, 'extract')?.peakBytes ?? Number.NaN) / 1e6;
  const perByte = (corpus: string) => cpu(corpus, 'extract') / (found(measurements, corpus, 'extract')?.bytes ?? 0);
  return [
    atMost(
      'mixed: CPU of extract, in zcats, best runs',
      least('mixed', 'extract') / least('mixed', 'zcat'),
      MOST_TO_ZCAT,
    ),
    atLeast(
      'mixed: CPU of JSON.parse, in extracts',
      cpu('mixed', 'JSON.parse') / cpu('mixed', 'extract'),
      LEAST_TO_PARSE,
    ),
    atMost('none: CPU of extract, in gunzipSyncs', cpu('none', 'extract') / cpu('none', 'gunzipSync'), MOST_TO_GUNZIP),
    atMost('large: peak memory of extract, in MB', peak('large'), MOST_PEAK_MB),
    atMost('large: CPU a byte of extract, in those of mixed', perByte('large') / perByte('mixed'), MOST_GROWTH),
    atMost(
      'many: CPU of extract, in JSON.parses',
      cpu('many', 'extract') / cpu('many', 'JSON.parse'),
      MOST_TO_PARSE_MANY,
    ),
    atMost(
      'tiny: CPU of extract, in JSON.parses',
      cpu('tiny', 'extract') / cpu('tiny', 'JSON.parse'),
      MOST_TO_PARSE_TINY,
    ),
    atMost('bomb: peak memory of extract, in MB', peak('bomb'), MOST_PEAK_MB),
  ];
}

function found(measurements: readonly Measurement[], corpus: string, contender: string): Measurement | undefined {
  return measurements.find((measurement) => measurement.corpus === corpus && measurement.contender === contender);
}

function atMost(what: string, number: number, limit: number): Target {
  return { what, found: number, wanted: `at most ${limit}`, isMet: number <= limit };
}

function atLeast(what: string, number: number, limit: number): Target {
  return { what, found: number, wanted: `at least ${limit}`, isMet: number >= limit };
}
