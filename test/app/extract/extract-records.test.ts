import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type ExtractionCounts, extractRecords } from '../../../lib/app/extract/extract-records';
import { BrokenLogFileError } from '../../../lib/core/log-file/broken-log-file-error';
import type { ExtractedRecord } from '../../../lib/core/log-file/systems-manager-records';
import { familyOf, isSystemsManagerSource } from '../../../lib/core/record/event-source';
import { type JsonValue, member } from '../../../lib/core/record/json';
import { chunkLengths, cut, logFileText, mutation } from '../arbitrary-log-file';

interface Extracted {
  readonly records: readonly ExtractedRecord[];
  readonly batches: number;
  readonly counts: ExtractionCounts;
  readonly error?: unknown;
}

describe('extractRecords', () => {
  it('gives what JSON.parse and a filter give, for any valid file in any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(logFileText, chunkLengths, async (text, lengths) => {
        const { records, error } = await extracted(Buffer.from(text), lengths);
        expect(error).toBeUndefined();
        expect(records.map(({ value }) => value)).toEqual(expectedOf(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the same at every chunk border', async () => {
    await fc.assert(
      fc.asyncProperty(logFileText, async (text) => {
        const file = Buffer.from(text);
        for (let border = 1; border < Math.min(file.length, 400); border += 1) {
          const { records } = await extracted(file, [border, file.length]);
          expect(records.map(({ value }) => value)).toEqual(expectedOf(text));
        }
      }),
      { numRuns: 10 },
    );
  });

  it('gives each record with the bytes it has in the file, and its place', async () => {
    await fc.assert(
      fc.asyncProperty(logFileText, chunkLengths, async (text, lengths) => {
        const file = Buffer.from(text);
        const all: JsonValue[] = JSON.parse(text).Records;
        const { records, counts } = await extracted(file, lengths);
        expect(counts).toMatchObject({ records: all.length, ssmRecords: records.length, bytes: file.length });
        for (const { bytes, offset, index } of records) {
          expect(file.subarray(offset, offset + bytes.length).equals(bytes)).toBe(true);
          expect(JSON.parse(bytes.toString())).toEqual(all[index]);
        }
      }),
    );
  });

  it('gives of a damaged file what stands before the break, and says where that is', async () => {
    await fc.assert(
      fc.asyncProperty(logFileText, mutation, chunkLengths, async (text, mutate, lengths) => {
        const file = mutate(Buffer.from(text));
        const { records, error } = await extracted(file, lengths);
        for (const { value } of records) expect(familyOf(value)).not.toBe('other');
        if (error === undefined) return;
        const end = Math.max(0, ...records.map(({ offset, bytes }) => offset + bytes.length));
        expect(error).toBeInstanceOf(BrokenLogFileError);
        expect((error as BrokenLogFileError).offset).toBeGreaterThanOrEqual(end);
        expect((error as BrokenLogFileError).offset).toBeLessThanOrEqual(file.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives of a changed file that is still valid what JSON.parse and a filter give', async () => {
    await fc.assert(
      fc.asyncProperty(logFileText, mutation, chunkLengths, async (text, mutate, lengths) => {
        const file = mutate(Buffer.from(text));
        fc.pre(isPlainLogFile(file));
        const { records, error } = await extracted(file, lengths);
        expect(error).toBeUndefined();
        expect(records.map(({ value }) => value)).toEqual(expectedOf(file.toString()));
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a record that is no JSON at its byte, after the records before it', async () => {
    const good = '{"eventSource":"ssm.amazonaws.com","n":1}';
    const bad = '{"eventSource":"ssm.amazonaws.com","é":tru}';
    const { records, error } = await extracted(Buffer.from(`{"Records":[${good},${bad}]}`));
    expect(records.map(({ bytes }) => String(bytes))).toEqual([good]);
    const start = 12 + good.length + 1;
    expect(error).toMatchObject({ expected: 'valid JSON' });
    expect((error as BrokenLogFileError).offset).toBeGreaterThanOrEqual(start);
    expect((error as BrokenLogFileError).offset).toBeLessThan(start + Buffer.byteLength(bad));
  });

  it('quotes nothing of a broken record', async () => {
    const file = '{"Records":[{"eventSource":"ssm.amazonaws.com","tokenValue":"hunter2"x}]}';
    const { error } = await extracted(Buffer.from(file));
    expect(String((error as Error).message)).not.toContain('hunter2');
  });

  it('keeps KMS calls on parameters where related records are asked for', async () => {
    const related =
      '{"eventSource":"kms.amazonaws.com","requestParameters":{"encryptionContext":{"PARAMETER_ARN":"arn"}}}';
    const escaped = related.replace('PARAMETER', '\\u0050ARAMETER');
    const other = related.replace('PARAMETER_ARN', 'SECRET_ARN');
    const file = Buffer.from(`{"Records":[${[related, escaped, other]}]}`);
    const { records, counts } = await extracted(file, undefined, { related: true });
    expect(records.map(({ bytes, family }) => [String(bytes), family])).toEqual([
      [related, 'related'],
      [escaped, 'related'],
    ]);
    expect(counts).toMatchObject({ records: 3, ssmRecords: 0, relatedRecords: 2 });
    expect((await extracted(file)).records).toEqual([]);
  });

  it('counts elements that are no objects, and knows where the first stands', async () => {
    const { counts } = await extracted(Buffer.from('{"Records":[{},1,"ssm.amazonaws.com",null,[]]}'));
    expect(counts).toEqual({
      records: 5,
      ssmRecords: 0,
      relatedRecords: 0,
      malformedRecords: 4,
      firstMalformedRecord: 1,
      bytes: 46,
    });
  });

  it('gives one batch for a chunk that has records, and none for one that has not', async () => {
    const record = '{"eventSource":"ssm.amazonaws.com"}';
    const file = Buffer.from(`{"Records":[${record},${record},{}${' '.repeat(100)}]}`);
    expect((await extracted(file, [100, 20])).batches).toBe(1);
  });

  it('hashes the content where asked to', async () => {
    const file = Buffer.from('{"Records":[]}');
    const { counts } = await extracted(file, [3], { sha256: true });
    expect(counts.sha256).toBe(createHash('sha256').update(file).digest('hex'));
    expect((await extracted(file)).counts).not.toHaveProperty('sha256');
  });

  it('has no hash for a file that was not read to its end', async () => {
    const { counts, error } = await extracted(Buffer.from('{"Records":[}'), [3], { sha256: true });
    expect(error).toBeDefined();
    expect(counts).not.toHaveProperty('sha256');
  });

  it('throws what the chunks throw', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"Records":[');
      throw new RangeError('gone');
    }
    const { batches } = extractRecords(failing(), {
      layout: 'records',
      related: false,
      parse: JSON.parse,
      sha256: false,
    });
    await expect(batches[Symbol.asyncIterator]().next()).rejects.toThrow(new RangeError('gone'));
  });
});

async function extracted(
  file: Buffer,
  lengths: readonly number[] = [file.length],
  options: { readonly related?: boolean; readonly sha256?: boolean } = {},
): Promise<Extracted> {
  const extraction = extractRecords(cut(file, lengths), {
    ...{ layout: 'records', related: false, parse: JSON.parse, sha256: false },
    ...options,
  });
  const records: ExtractedRecord[] = [];
  let batches = 0;
  try {
    for await (const batch of extraction.batches) {
      batches += 1;
      records.push(...batch);
    }
    return { records, batches, counts: extraction.counts() };
  } catch (error) {
    return { records, batches, counts: extraction.counts(), error };
  }
}

function expectedOf(text: string): readonly JsonValue[] {
  const records: JsonValue[] = JSON.parse(text).Records;
  return records.filter((record) => isSystemsManagerSource(member(record, 'eventSource')));
}

/** Whether a file is UTF-8 and JSON with one `Records` array, as far as `JSON.parse` can tell. */
function isPlainLogFile(file: Buffer): boolean {
  try {
    return isUtf8(file) && Array.isArray(JSON.parse(file.toString()).Records);
  } catch {
    return false;
  }
}
