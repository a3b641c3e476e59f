import type { Contender } from './contenders';
import type { Corpus } from './corpus';
import { measuredProcess, type ProcessCost } from './measured-process';

/** What a contender took for a corpus: medians of all its runs. */
export interface Measurement extends ProcessCost {
  readonly corpus: string;
  readonly contender: string;
  /** Decompressed bytes of the corpus. */
  readonly bytes: number;
  /** The least that a run took: what else the machine does only adds to it. */
  readonly leastCpuSeconds: number;
}

/** Measures contenders on a corpus, taking turns, so that a busy moment of the machine meets them all. */
export function measure(corpus: Corpus, contenders: readonly Contender[], runs: number): readonly Measurement[] {
  const costs = contenders.map((): ProcessCost[] => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [index, { command }] of contenders.entries()) costs[index]?.push(measuredProcess(command(corpus.file)));
  }
  return contenders.map(({ name }, index) => ({
    corpus: corpus.name,
    contender: name,
    bytes: corpus.bytes,
    leastCpuSeconds: Math.min(...(costs[index] ?? []).map(({ cpuSeconds }) => cpuSeconds)),
    ...medianOf(costs[index] ?? []),
  }));
}

function medianOf(costs: readonly ProcessCost[]): ProcessCost {
  const peaks = costs.flatMap(({ peakBytes }) => peakBytes ?? []);
  return {
    cpuSeconds: median(costs.map(({ cpuSeconds }) => cpuSeconds)),
    wallSeconds: median(costs.map(({ wallSeconds }) => wallSeconds)),
    ...(peaks.length > 0 && { peakBytes: median(peaks) }),
    isDone: costs.every(({ isDone }) => isDone),
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
