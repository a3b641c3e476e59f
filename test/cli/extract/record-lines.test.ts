import fc from 'fast-check';
import { extractRecords } from '../../../lib/app/extract/extract-records';
import { recordLines } from '../../../lib/cli/extract/record-lines';
import { BrokenLogFileError } from '../../../lib/core/log-file/broken-log-file-error';
import { withoutWhiteSpace } from '../../../lib/core/log-file/without-white-space';
import { chunkLengths, cut, logFileText, mutation } from '../../app/arbitrary-log-file';

interface Outcome {
  readonly lines: string;
  readonly brokenAt: number | undefined;
}

describe('recordLines', () => {
  it('prints, without parsing it, what extractRecords gives by parsing it', async () => {
    await fc.assert(
      fc.asyncProperty(logFileText, chunkLengths, async (text, lengths) => {
        const file = Buffer.from(text);
        expect(await printed(file, lengths)).toEqual(await parsed(file, lengths));
      }),
    );
  });

  it('breaks where extractRecords breaks, after the same lines', async () => {
    await fc.assert(
      fc.asyncProperty(logFileText, mutation, chunkLengths, async (text, mutate, lengths) => {
        const file = mutate(Buffer.from(text));
        expect(await printed(file, lengths)).toEqual(await parsed(file, lengths));
      }),
      { numRuns: 300 },
    );
  });

  it('does the same with chunks that hold whole records', async () => {
    await fc.assert(
      fc.asyncProperty(logFileText, mutation, async (text, mutate) => {
        const file = mutate(Buffer.from(text));
        expect(await printed(file, [file.length])).toEqual(await parsed(file, [file.length]));
      }),
      { numRuns: 300 },
    );
  });
});

async function printed(file: Buffer, lengths: readonly number[]): Promise<Outcome> {
  const lines: Buffer[] = [];
  const brokenAt = await breakOf(recordLines(cut(file, lengths), {}), (batch) => lines.push(Buffer.from(batch)));
  return { lines: Buffer.concat(lines).toString(), brokenAt };
}

async function parsed(file: Buffer, lengths: readonly number[]): Promise<Outcome> {
  const options = { layout: 'any', sha256: false, related: false, parse: JSON.parse } as const;
  let lines = '';
  const brokenAt = await breakOf(extractRecords(cut(file, lengths), options).batches, (batch) => {
    for (const { bytes } of batch) lines += `${withoutWhiteSpace(bytes)}\n`;
  });
  return { lines, brokenAt };
}

/** Takes all there is; the byte where the file breaks, or undefined where it does not. */
async function breakOf<T>(batches: AsyncIterable<T>, take: (batch: T) => void): Promise<number | undefined> {
  try {
    for await (const batch of batches) take(batch);
    return undefined;
  } catch (error) {
    if (error instanceof BrokenLogFileError) return error.offset;
    throw error;
  }
}
