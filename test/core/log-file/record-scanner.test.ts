import { BrokenLogFileError, NoRecordsError } from '../../../lib/core/log-file/broken-log-file-error';
import { type Layout, RecordScanner, type RecordSpan } from '../../../lib/core/log-file/record-scanner';
import { SOURCE_HINT } from '../../../lib/core/log-file/value-end';

interface Scan {
  readonly records: readonly string[];
  readonly offsets: readonly number[];
  readonly error?: unknown;
}

describe('RecordScanner', () => {
  it('hands on each element of Records with its bytes, index and offset', () => {
    const scan = scanned('{"Records":[{"a":1}, {"b":[2]}]}');
    expect(scan).toEqual({ records: ['{"a":1}', '{"b":[2]}'], offsets: [12, 21] });
  });

  it.each([
    ['Records is not the first key', '{"version":"1.0","n":[1,{"x":null}],"Records":[{"a":1}],"more":true}'],
    ['Records appears deeper too', '{"x":{"Records":[{"no":1}]},"Records":[{"a":1}]}'],
    ['the key is escaped', '{"\\u0052ecords":[{"a":1}]}'],
    ['white space is everywhere', ' \r\n{\t"Records" : [ \n {"a":1} \n ] \n } \n'],
    ['a byte order mark comes first', '\ufeff{"Records":[{"a":1}]}'],
  ])('finds the record where %s', (_, text) => {
    expect(scanned(text)).toMatchObject({ records: ['{"a":1}'] });
    expect(scanned(text).error).toBeUndefined();
  });

  it('is not fooled by brackets, quotes and escapes inside strings', () => {
    const records = ['{"a":"]}\\"]}"}', '{"b\\\\":"\\\\"}', '{"c":"\\u0022}"}', '{"d":"é漢🙂\\/"}'];
    expect(scanned(`{"Records":[${records}]}`).records).toEqual(records);
  });

  it('finds the same at every chunk border', () => {
    const text =
      '\ufeff{"v":-1.5e3,"x\\n":["é"],"Records":[{"a":"\\u00e9\\\\"},{"b":[[{"漢":"🙂"}]]},17,null,"s\\"",[]],"z":{}}';
    const bytes = Buffer.from(text);
    const whole = scanned(text);
    expect(whole.records).toHaveLength(6);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      expect(scannedChunks([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
    }
    expect(scannedChunks([...bytes].map((byte) => Buffer.of(byte)))).toEqual(whole);
  });

  it('hands on elements that are no objects, for the caller to count', () => {
    expect(scanned('{"Records":[1,"two",null,[{}],{}]}').records).toEqual(['1', '"two"', 'null', '[{}]', '{}']);
  });

  it('accepts a file without records', () => {
    expect(scanned('{"Records":[]}')).toEqual({ records: [], offsets: [] });
  });

  it('takes a record that is nested thousands deep', () => {
    const record = `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    expect(scanned(`{"Records":[${record}]}`).records).toEqual([record]);
  });

  it('keeps views of several records of one chunk apart from what is carried over', () => {
    const kept: Buffer[] = [];
    const scanner = new RecordScanner({ layout: 'records', least: SOURCE_HINT.other });
    for (const chunk of ['{"Records":[{"a"', ':1},{"b":2},{"c', '":3}]}']) {
      scanner.push(Buffer.from(chunk), ({ source, start, end }) => kept.push(source.subarray(start, end)));
    }
    scanner.end();
    expect(kept.map(String)).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
  });
});

describe('RecordScanner and what is around it', () => {
  const chunks = ['{"Records":[{"a":[{"b', '":1}]},{"c":"\\', '""},{', '}]}'].map((text) => Buffer.from(text));
  const records = ['{"a":[{"b":1}]}', '{"c":"\\""}', '{}'];

  it('takes turns with others, in the middle of records too', () => {
    const [one, other] = [takenBy('records'), takenBy('records')];
    for (const [index, chunk] of chunks.entries()) {
      one.push(chunk);
      if (index > 0) other.push(chunks[index - 1] ?? chunk);
    }
    other.push(chunks[3] ?? Buffer.alloc(0));
    expect([one.records, other.records]).toEqual([records, records]);
  });

  it('may be used from within another', () => {
    const inner: string[][] = [];
    const outer = new RecordScanner({ layout: 'records', least: SOURCE_HINT.other });
    const scanInner = () => {
      const scanner = takenBy('records');
      for (const chunk of chunks) scanner.push(chunk);
      inner.push(scanner.records);
    };
    outer.push(Buffer.from('{"Records":[{"x":1},{"y":2}]}'), scanInner);
    outer.end();
    expect(inner).toEqual([records, records]);
  });

  it('does not mind a reader that fills the same buffer again', () => {
    const scanner = takenBy('records');
    const buffer = Buffer.alloc(1);
    for (const byte of Buffer.concat(chunks)) {
      buffer[0] = byte;
      scanner.push(buffer);
    }
    expect(scanner.records).toEqual(records);
  });

  it('may pass over records that are of no interest, and counts them', () => {
    const ssm = '{"eventSource":"ssm.amazonaws.com"}';
    const file = Buffer.from(`{"Records":[{"a":1},{"b":2},${ssm},{"c":3},{"d":4},${ssm},{"e":5},{"f"`);
    const scanner = new RecordScanner({ layout: 'records', least: SOURCE_HINT.kms });
    const found: string[] = [];
    scanner.push(file, ({ source, start, end, index }) =>
      found.push(`${index} ${source.toString('utf8', start, end)}`),
    );
    expect(found).toEqual([`2 ${ssm}`, `5 ${ssm}`]);
    expect(scanner.records).toBe(7);
    expect(() => scanner.push(Buffer.from(':\0'), ignore)).toThrow(BrokenLogFileError);
    expect(scanner.records).toBe(7);
  });
});

describe('RecordScanner on broken files', () => {
  it.each([
    ['an empty file', '', 0, '', "'{'"],
    ['a file cut in a record', '{"Records":[{"a":1},{"b"', 24, '{"a":1}', 'a record'],
    ['a file cut after a record', '{"Records":[{"a":1}', 19, '{"a":1}', "',' or ']'"],
    ['a file cut before the last brace', '{"Records":[]', 13, '', "',' or '}'"],
    ['text after the end', '{"Records":[{"a":1}]} x', 22, '{"a":1}', 'the end of the file'],
    ['a NUL byte between records', '{"Records":[{"a":1},\0{"b":2}]}', 20, '{"a":1}', 'a record'],
    ['a NUL byte in a string', '{"Records":[{"a":1},{"b":"\0"}]}', 26, '{"a":1}', 'a string'],
    ['a NUL byte in a record', '{"Records":[{"a":1},{"b":\0}]}', 25, '{"a":1}', 'JSON'],
    ['brackets that do not match', '{"Records":[{"a":1},{"b":[}]}', 26, '{"a":1}', "']'"],
    ['an escape that is none', '{"Records":[{"a":"\\x"}]}', 19, '', 'an escape'],
    ['a trailing comma', '{"Records":[{"a":1},]}', 20, '{"a":1}', 'a record'],
    ['two records without a comma', '{"Records":[{"a":1}{"b":2}]}', 19, '{"a":1}', "',' or ']'"],
    ['a word that is none', '{"Records":[{"a":1},tru]}', 20, '{"a":1}', 'valid JSON'],
    ['Records that is an object', '{"Records":{"a":1}}', 11, '', "'['"],
    ['Records that is null', '{"Records":null}', 11, '', "'['"],
    ['a second Records', '{"Records":[{"a":1}],"Records":[]}', 31, '{"a":1}', 'one "Records"'],
    ['a bare array', '[{"a":1}]', 0, '', 'as CloudTrail delivers it'],
    ['records in a row', '{"eventVersion":"1.08"}\n{"eventVersion":"1.08"}', 22, '', 'as CloudTrail delivers it'],
    ['JSON lines', '{"Records":[{"a":1}]}\n{"Records":[]}', 22, '{"a":1}', 'the end of the file'],
    ['text that is no JSON', 'hello', 0, '', "'{'"],
    ['a key without quotes', '{Records:[]}', 1, '', 'a key'],
  ])('refuses %s at the byte', (_, text, offset, records, expected) => {
    const scan = scanned(text);
    expect(scan.records.join()).toBe(records);
    expect(scan.error).toBeInstanceOf(BrokenLogFileError);
    expect(scan.error).toMatchObject({ offset, expected: expect.stringContaining(expected) });
  });

  it.each([
    ['a byte that begins nothing', [0xff], 0],
    ['an overlong form', [0xc0, 0xaf], 0],
    ['a surrogate', [0xed, 0xa0, 0x80], 0],
    ['a sequence that is cut by a quote', [0xe6, 0xbc], 0],
    ['a stray continuation after a good character', [0xc3, 0xa9, 0xa9], 2],
  ])('refuses %s at the byte, wherever the chunks end', (_, bad, at) => {
    const start = '{"Records":[{"a":1},{"b":"';
    const bytes = Buffer.concat([Buffer.from(start), Buffer.from(bad), Buffer.from('"}]}')]);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const scan = scannedChunks([bytes.subarray(0, cut), bytes.subarray(cut)]);
      expect(scan.records).toEqual(['{"a":1}']);
      expect(scan.error).toMatchObject({ offset: start.length + at, expected: 'UTF-8' });
    }
  });

  it('refuses a file that ends in the middle of a character', () => {
    const scan = scannedChunks([Buffer.from('{"Records":[{"a":1}],"b":"'), Buffer.of(0xe6)]);
    expect(scan).toMatchObject({ records: ['{"a":1}'], error: { offset: 27 } });
  });

  it('tells the keys of an object without Records, as a digest is', () => {
    const { error } = scanned('{"awsAccountId":"1","digestStartTime":"t","logFiles":[{"Records":[]}]}');
    expect(error).toBeInstanceOf(NoRecordsError);
    expect(error).toMatchObject({ keys: ['awsAccountId', 'digestStartTime', 'logFiles'], offset: 69 });
  });

  it('caps the keys that it tells', () => {
    const object = Object.fromEntries(Array.from({ length: 99 }, (_, n) => [`${n}`.padEnd(999, 'x'), n]));
    const { error } = scanned(JSON.stringify(object));
    expect(error instanceof NoRecordsError && error.message.length < 4000).toBe(true);
  });

  it('refuses a record that no limit of CloudTrail allows, before it fills the memory', () => {
    const scanner = new RecordScanner({ layout: 'records', least: SOURCE_HINT.kms });
    scanner.push(Buffer.from('{"Records":[{"a":"'), ignore);
    const piece = Buffer.alloc(1024 * 1024, 'a');
    const push = () => Array.from({ length: 17 }, () => scanner.push(piece, ignore));
    expect(push).toThrow('a record of at most 16777216 bytes');
  });

  it('refuses nesting that would fill the memory', () => {
    const deep = Buffer.alloc(1024 * 1024 + 2, '[');
    const scanner = new RecordScanner({ layout: 'records', least: SOURCE_HINT.kms });
    scanner.push(Buffer.from('{"x":'), ignore);
    expect(() => scanner.push(deep, ignore)).toThrow('at most 1048320 levels');
  });
});

describe('RecordScanner on any layout', () => {
  it.each([
    ['Records', '{"x":1,"Records":[{"a":1},{"b":2}]}'],
    ['a bare array', '[{"a":1},{"b":2}]'],
    ['JSON lines', '{"a":1}\n{"b":2}\n'],
    ['objects in a row', '{"a":1}{"b":2}'],
    ['lines of Records, arrays and records', '{"Records":[{"a":1}]}\n[]\n{"b":2}\n{"Records":[]}'],
  ])('finds the records of %s at every chunk border', (_, text) => {
    const bytes = Buffer.from(text);
    for (let cut = 0; cut < bytes.length; cut += 1) {
      const scan = scannedChunks([bytes.subarray(0, cut), bytes.subarray(cut)], 'any');
      expect(scan).toMatchObject({ records: ['{"a":1}', '{"b":2}'] });
      expect(scan.error).toBeUndefined();
    }
  });

  it('refuses a cut line after the good ones', () => {
    expect(scanned('{"a":1}\n{"b":', 'any')).toMatchObject({ records: ['{"a":1}'], error: { offset: 13 } });
  });
});

const ignore = () => undefined;

function takenBy(layout: Layout) {
  const scanner = new RecordScanner({ layout, least: SOURCE_HINT.other });
  const records: string[] = [];
  const push = (chunk: Buffer) =>
    scanner.push(chunk, ({ source, start, end }) => records.push(source.toString('utf8', start, end)));
  return { push, records };
}

function scanned(text: string, layout?: Layout): Scan {
  return scannedChunks([Buffer.from(text)], layout);
}

function scannedChunks(chunks: readonly Buffer[], layout: Layout = 'records'): Scan {
  const records: string[] = [];
  const offsets: number[] = [];
  const scanner = new RecordScanner({ layout, least: SOURCE_HINT.other });
  const take = ({ source, start, end, offset, index }: RecordSpan) => {
    expect(index).toBe(records.length);
    records.push(source.toString('utf8', start, end));
    offsets.push(offset);
  };
  try {
    for (const chunk of chunks) scanner.push(chunk, take);
    scanner.end();
    return { records, offsets };
  } catch (error) {
    return { records, offsets, error };
  }
}
