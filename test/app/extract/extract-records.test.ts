import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  type ExtractionCounts,
  type ExtractionOptions,
  extractRecords,
} from '../../../lib/app/extract/extract-records';
import { BrokenLogFileError } from '../../../lib/core/log-file/broken-log-file-error';
import { type Damage, damageText } from '../../../lib/core/log-file/damage';
import type { ExtractedRecord, FoundRecord } from '../../../lib/core/log-file/systems-manager-records';
import { UnreadableLogFileError } from '../../../lib/core/log-file/unreadable-log-file-error';
import { familyOf, isSystemsManagerSource } from '../../../lib/core/record/event-source';
import { type JsonValue, member } from '../../../lib/core/record/json';
import { chunkLengths, cut, logFileText, mutation, shapedText } from '../arbitrary-log-file';

interface Extracted {
  readonly records: readonly ExtractedRecord[];
  /** The records that cannot be read. */
  readonly damaged: readonly { readonly index: number; readonly damage: Damage }[];
  readonly batches: number;
  readonly counts: ExtractionCounts;
  readonly error?: unknown;
}

/** A file that ends in a record, when records before it were passed over without being handed on. */
const CUT_AFTER_PASSED = '{"Records":[{},{"eventSource":"ssm.amazonaws.com';

describe('extractRecords', () => {
  it('gives what JSON.parse and a filter give, for any valid file in any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(logFileText, chunkLengths, async (text, lengths) => {
        const { records, error } = await extracted(Buffer.from(text), lengths);
        expect(error).toBeUndefined();
        expect(records.map(({ value }) => value)).toEqual(expectedOf(text));
      }),
      { numRuns: 300 },
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
      { numRuns: 5 },
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

  it('gives of a damaged file what can be read, and says what not and where its structure breaks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(logFileText, shapedText), mutation, chunkLengths, async (text, mutate, lengths) => {
        const file = mutate(Buffer.from(text));
        const { records, damaged, error } = await extracted(file, lengths);
        for (const { value } of records) expect(familyOf(value)).not.toBe('other');
        for (const { damage } of damaged) expect(damageText(damage)).toBeTruthy();
        if (error === undefined) return;
        expect(error).toBeInstanceOf(UnreadableLogFileError);
        if (error instanceof BrokenLogFileError) expect(error.offset).toBeLessThanOrEqual(file.length);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same wherever the chunks end, of whatever shape and however damaged a file is', async () => {
    const anyFile = fc
      .tuple(fc.oneof(logFileText, shapedText), fc.option(mutation))
      .map(([text, mutate]) => (mutate ?? ((file: Buffer) => file))(Buffer.from(text)));
    await fc.assert(
      fc.asyncProperty(anyFile, fc.boolean(), async (file, related) => {
        const whole = outcomeOf(await extracted(file, [file.length], { related }));
        for (let border = 1; border < Math.min(file.length, 400); border += 1) {
          expect(outcomeOf(await extracted(file, [border, file.length], { related }))).toEqual(whole);
        }
        for (const lengths of [[1], [2], [3, 5], [7, 1]]) {
          expect(outcomeOf(await extracted(file, lengths, { related }))).toEqual(whole);
        }
      }),
      { numRuns: 8, examples: [[Buffer.from(CUT_AFTER_PASSED), false]] },
    );
  });

  it('gives of a changed file that is still valid what JSON.parse and a filter give', async () => {
    await fc.assert(
      fc.asyncProperty(logFileText, mutation, chunkLengths, async (text, mutate, lengths) => {
        const file = mutate(Buffer.from(text));
        fc.pre(isPlainLogFile(file));
        const { records, damaged, error } = await extracted(file, lengths);
        expect({ damaged, error }).toEqual({ damaged: [], error: undefined });
        expect(records.map(({ value }) => value)).toEqual(expectedOf(file.toString()));
      }),
      { numRuns: 200 },
    );
  });

  it('gives a record that may be ours and is no JSON with its damage, and those around it', async () => {
    const good = '{"eventSource":"ssm.amazonaws.com","n":1}';
    const bad = '{"eventSource":"ssm.amazonaws.com","é":tru}';
    const { records, damaged, error, counts } = await extracted(Buffer.from(`{"Records":[${[good, bad, good]}]}`));
    expect(error).toBeUndefined();
    expect(records.map(({ bytes }) => String(bytes))).toEqual([good, good]);
    expect(damaged).toEqual([{ index: 1, damage: { kind: 'json', at: 0 } }]);
    expect(counts).toMatchObject({ records: 3, ssmRecords: 2, malformedRecords: 0 });
  });

  it('gives a damaged record whosever it is', async () => {
    const file = Buffer.from('{"Records":[{"eventSource":"sts.amazonaws.com","a":"\\x"},{}]}');
    const { damaged, counts } = await extracted(file);
    expect(damaged).toEqual([{ index: 0, damage: { kind: 'escape', at: 41, byte: 0x78 } }]);
    expect(counts).toMatchObject({ records: 2, ssmRecords: 0 });
  });

  it('quotes nothing of a broken record', async () => {
    const file = '{"Records":[{"eventSource":"ssm.amazonaws.com","tokenValue":"hunter2"x}]}';
    const { damaged } = await extracted(Buffer.from(file));
    expect(damaged.map(({ damage }) => damageText(damage))).toEqual(['the record is not JSON']);
  });

  it('counts what stands before the record it is to begin with, and gives none of it', async () => {
    const ssm = '{"eventSource":"ssm.amazonaws.com"}';
    const related =
      '{"eventSource":"kms.amazonaws.com","requestParameters":{"encryptionContext":{"PARAMETER_ARN":"a"}}}';
    const bad = '{"eventSource":"ssm.amazonaws.com","a":"\\x"}';
    const file = Buffer.from(`{"Records":[${[ssm, related, bad, 17, ssm, related, bad]}]}`);
    const parse = jest.fn(JSON.parse);
    const { records, damaged, counts } = await extracted(file, undefined, { related: true, fromRecord: 4, parse });
    expect(records.map(({ index }) => index)).toEqual([4, 5]);
    expect(damaged.map(({ index }) => index)).toEqual([6]);
    expect(counts).toMatchObject({ records: 7, ssmRecords: 2, relatedRecords: 2, malformedRecords: 1 });
    expect(parse.mock.calls.map(([text]) => text)).toEqual([related, ssm, related]);
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

  it('counts records that name no event source, wherever chunks end and a checkpoint stands', async () => {
    const [ec2, ssm] = ['{"eventSource":"ec2.amazonaws.com"}', '{"eventSource":"ssm.amazonaws.com"}'];
    const file = Buffer.from(`{"Records":[${[ec2, '{"eventSource":""}', ssm, '{"eventName":"x"}', ec2].join()}]}`);
    for (let at = 1; at < file.length; at += 1) {
      const chunks = (async function* () {
        yield file.subarray(0, at);
        yield file.subarray(at);
      })();
      const fromRecord = at % 5;
      const { batches, counts } = extractRecords(chunks, {
        sha256: false,
        related: true,
        parse: JSON.parse,
        fromRecord,
      });
      for await (const _ of batches);
      expect(counts()).toMatchObject({ sourcelessRecords: 2, firstSourcelessRecord: 1, records: 5, ssmRecords: 1 });
    }
  });

  it('counts elements that are no objects, and knows where the first stands', async () => {
    const { counts } = await extracted(Buffer.from('{"Records":[{},1,"ssm.amazonaws.com",null,[]]}'));
    expect(counts).toEqual({
      records: 5,
      ssmRecords: 0,
      relatedRecords: 0,
      guardRecords: 0,
      sourcelessRecords: 1,
      firstSourcelessRecord: 0,
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
    const { batches } = extractRecords(failing(), { related: false, parse: JSON.parse, sha256: false });
    await expect(batches[Symbol.asyncIterator]().next()).rejects.toThrow(new RangeError('gone'));
  });
});

async function extracted(
  file: Buffer,
  lengths: readonly number[] = [file.length],
  options: Partial<ExtractionOptions> = {},
): Promise<Extracted> {
  const extraction = extractRecords(cut(file, lengths), {
    ...{ related: false, parse: JSON.parse, sha256: false },
    ...options,
  });
  const found: FoundRecord[] = [];
  let batches = 0;
  let error: unknown;
  try {
    for await (const batch of extraction.batches) {
      batches += 1;
      found.push(...batch.map((record) => ({ ...record, bytes: Buffer.from(record.bytes) })));
    }
  } catch (failure) {
    error = failure;
  }
  const records = found.filter((record) => record.damage === undefined);
  const damaged = found.flatMap(({ index, damage }) => (damage ? [{ index, damage }] : []));
  return { records, damaged, batches, counts: extraction.counts(), error };
}

/** What must not depend on how a file is cut: all but the number of batches. */
function outcomeOf({ records, damaged, counts, error }: Extracted) {
  const { bytes: _, ...counted } = counts;
  return { records, damaged, counted, error: error instanceof Error ? [error.constructor.name, error.message] : error };
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
