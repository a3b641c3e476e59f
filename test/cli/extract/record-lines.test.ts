import fc from 'fast-check';
import { extractRecords } from '../../../lib/app/extract/extract-records';
import { recordLines } from '../../../lib/cli/extract/record-lines';
import { withoutWhiteSpace } from '../../../lib/core/log-file/without-white-space';
import { chunkLengths, cut, logFileText, mutation, shapedText } from '../../app/arbitrary-log-file';

interface Outcome {
  readonly lines: string;
  /** Places of what is left out. */
  readonly damaged: readonly number[];
  readonly malformed: number;
  readonly sourceless: number;
  readonly failure: string | undefined;
}

const anyText = fc.oneof(logFileText, shapedText);

describe('recordLines', () => {
  it('prints, without parsing it, what extractRecords gives by parsing it', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, chunkLengths, async (text, lengths) => {
        const file = Buffer.from(text);
        expect(await printed(file, lengths)).toEqual(await parsed(file, lengths));
      }),
    );
  });

  it('leaves out and breaks where extractRecords does, after the same lines', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, mutation, chunkLengths, async (text, mutate, lengths) => {
        const file = mutate(Buffer.from(text));
        expect(await printed(file, lengths)).toEqual(await parsed(file, lengths));
      }),
      { numRuns: 100 },
    );
  });

  it('does the same with chunks that hold whole records', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, mutation, async (text, mutate) => {
        const file = mutate(Buffer.from(text));
        expect(await printed(file, [file.length])).toEqual(await parsed(file, [file.length]));
      }),
      { numRuns: 100 },
    );
  });
});

async function printed(file: Buffer, lengths: readonly number[]): Promise<Outcome> {
  const [lines, damaged, malformed]: [Buffer[], number[], number[]] = [[], [], []];
  const sourceless: number[] = [];
  const listener = {
    onDamaged: ({ index }: { index: number }) => damaged.push(index),
    onMalformed: (index: number) => malformed.push(index),
    onSourceless: (index: number) => sourceless.push(index),
  };
  const failure = await failureOf(recordLines(cut(file, lengths), {}, listener), (batch) =>
    lines.push(Buffer.from(batch)),
  );
  return {
    lines: Buffer.concat(lines).toString(),
    damaged,
    malformed: malformed.length,
    sourceless: sourceless.length,
    failure,
  };
}

async function parsed(file: Buffer, lengths: readonly number[]): Promise<Outcome> {
  const options = { sha256: false, related: false, parse: JSON.parse } as const;
  const { batches, counts } = extractRecords(cut(file, lengths), options);
  const damaged: number[] = [];
  let lines = '';
  const failure = await failureOf(batches, (batch) => {
    for (const { bytes, index, damage } of batch) {
      if (damage) damaged.push(index);
      else lines += `${withoutWhiteSpace(bytes)}\n`;
    }
  });
  return { lines, damaged, malformed: counts().malformedRecords, sourceless: counts().sourcelessRecords, failure };
}

/** Takes all there is; why that ended before the end, or undefined where it did not. */
async function failureOf<T>(batches: AsyncIterable<T>, take: (batch: T) => void): Promise<string | undefined> {
  try {
    for await (const batch of batches) take(batch);
    return undefined;
  } catch (error) {
    return String(error);
  }
}
