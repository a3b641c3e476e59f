import { BrokenLogFileError } from '../../../lib/core/log-file/broken-log-file-error';
import { RecordScanner } from '../../../lib/core/log-file/record-scanner';
import { SOURCE_HINT } from '../../../lib/core/log-file/value-end';
import { everyCut, scanned, scannedChunks, textsOf } from './scanned';

describe('RecordScanner', () => {
  it('hands on each element of Records with its bytes, index and offset', () => {
    expect(scanned('{"Records":[{"a":1}, {"b":[2]}]}')).toEqual({
      records: [
        { text: '{"a":1}', index: 0, offset: 12 },
        { text: '{"b":[2]}', index: 1, offset: 21 },
      ],
    });
  });

  it.each([
    ['Records is not the first key', '{"version":"1.0","n":[1,{"x":null}],"Records":[{"a":1}],"more":true}'],
    ['Records appears deeper too', '{"x":{"Records":[{"no":1}]},"Records":[{"a":1}]}'],
    ['the key is escaped', '{"\\u0052ecords":[{"a":1}]}'],
    ['white space is everywhere', ' \r\n{\t"Records" : [ \n {"a":1} \n ] \n } \n'],
    ['a byte order mark comes first', '\ufeff{"Records":[{"a":1}]}'],
  ])('finds the record where %s', (_, text) => {
    const scan = scanned(text);
    expect(scan.error).toBeUndefined();
    expect(textsOf(scan)).toEqual(['{"a":1}']);
  });

  it('is not fooled by brackets, quotes and escapes inside strings', () => {
    const records = ['{"a":"]}\\"]}"}', '{"b\\\\":"\\\\"}', '{"c":"\\u0022}"}', '{"d":"é漢🙂\\/"}'];
    expect(textsOf(scanned(`{"Records":[${records}]}`))).toEqual(records);
  });

  it('finds the same at every chunk border', () => {
    const text =
      '\ufeff{"v":-1.5e3,"x\\n":["é"],"Records":[{"a":"\\u00e9\\\\"},{"b":[[{"漢":"🙂"}]]},17,null,"s\\"",[]],"z":{}}';
    const whole = scanned(text);
    expect(whole.records).toHaveLength(6);
    for (const chunks of everyCut(Buffer.from(text))) expect(scannedChunks(chunks)).toEqual(whole);
  });

  it('hands on elements that are no objects, for the caller to count', () => {
    expect(textsOf(scanned('{"Records":[1,"two",null,[{}],{}]}'))).toEqual(['1', '"two"', 'null', '[{}]', '{}']);
  });

  it('accepts a file without records', () => {
    expect(scanned('{"Records":[]}')).toEqual({ records: [] });
  });

  it('takes a record that is nested thousands deep', () => {
    const record = `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    expect(textsOf(scanned(`{"Records":[${record}]}`))).toEqual([record]);
  });

  it('keeps views of several records of one chunk apart from what is carried over', () => {
    const kept: Buffer[] = [];
    const scanner = new RecordScanner(SOURCE_HINT.other);
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
    const [one, other] = [takenBy(), takenBy()];
    for (const [index, chunk] of chunks.entries()) {
      one.push(chunk);
      if (index > 0) other.push(chunks[index - 1] ?? chunk);
    }
    other.push(chunks[3] ?? Buffer.alloc(0));
    expect([one.records, other.records]).toEqual([records, records]);
  });

  it('may be used from within another', () => {
    const inner: string[][] = [];
    const outer = new RecordScanner(SOURCE_HINT.other);
    const scanInner = () => {
      const scanner = takenBy();
      for (const chunk of chunks) scanner.push(chunk);
      inner.push(scanner.records);
    };
    outer.push(Buffer.from('{"Records":[{"x":1},{"y":2}]}'), scanInner);
    outer.end();
    expect(inner).toEqual([records, records]);
  });

  it('does not mind a reader that fills the same buffer again', () => {
    const scanner = takenBy();
    const buffer = Buffer.alloc(1);
    for (const byte of Buffer.concat(chunks)) {
      buffer[0] = byte;
      scanner.push(buffer);
    }
    expect(scanner.records).toEqual(records);
  });

  it('may pass over records that are of no interest, and counts them', () => {
    const ssm = '{"eventSource":"ssm.amazonaws.com"}';
    const file = Buffer.from(
      `{"Records":[{"eventSource":"a.aws.com"},{"eventSource":"b.aws.com"},${ssm},{"eventSource":"c.aws.com"},{"eventSource":"d.aws.com"},${ssm},{"eventSource":"e.aws.com"},{"f"`,
    );
    const scanner = new RecordScanner(SOURCE_HINT.kms);
    const found: string[] = [];
    scanner.push(file, ({ source, start, end, index }) =>
      found.push(`${index} ${source.toString('utf8', start, end)}`),
    );
    expect(found).toEqual([`2 ${ssm}`, `5 ${ssm}`]);
    expect(scanner.records).toBe(7);
    expect(() => scanner.push(Buffer.from(':]'), ignore)).toThrow(BrokenLogFileError);
    expect(scanner.records).toBe(7);
  });
});

describe('RecordScanner on broken files', () => {
  it.each([
    ['an empty file', '', 0, '', 'a log file'],
    ['a file of white space', ' \n', 2, '', 'a log file'],
    ['a file cut in a record', '{"Records":[{"a":1},{"b"', 24, '{"a":1}', 'a record'],
    ['a file cut after a record', '{"Records":[{"a":1}', 19, '{"a":1}', "',' or ']'"],
    ['a file cut before the last brace', '{"Records":[]', 13, '', "',' or '}'"],
    ['a file cut in a record after another service’s', '{"Records":[{},{"b"', 19, '{}', 'the rest of a record'],
    ['a file cut in a key', '{"Rec', 5, '', 'a key'],
    ['a cut line after a good one', '{"eventSource":"s"}\n{"eventSource":', 35, '{"eventSource":"s"}', 'a record'],
    ['text after the end', '{"Records":[{"a":1}]} x', 22, '{"a":1}', 'a log file or a record'],
    ['a NUL byte between records', '{"Records":[{"a":1},\0{"b":2}]}', 20, '{"a":1}', 'a record'],
    ['a bad byte between records', Buffer.from('{"Records":[{"a":1},\xff{}]}', 'latin1'), 20, '{"a":1}', 'a record'],
    ['brackets that do not match', '{"Records":[{"a":1},{"b":[}]}', 26, '{"a":1}', "']'"],
    ['a backslash outside of texts', '{"Records":[{"a":1},{\\"b":1}]}', 21, '{"a":1}', "'}'"],
    ['a trailing comma', '{"Records":[{"a":1},]}', 20, '{"a":1}', 'a record'],
    ['two records without a comma', '{"Records":[{"a":1}{"b":2}]}', 19, '{"a":1}', "',' or ']'"],
    ['Records that is an object', '{"Records":{"a":1}}', 11, '', "'['"],
    ['Records that is null', '{"Records":null}', 11, '', "'['"],
    ['a second Records', '{"Records":[{"a":1}],"Records":[]}', 31, '{"a":1}', 'one list "Records"'],
    ['a key without quotes', '{Records:[]}', 1, '', 'a key'],
  ])('refuses %s at the byte, wherever the chunks end', (_, file, offset, records, expected) => {
    const scan = scanned(file);
    expect(textsOf(scan).join()).toBe(records);
    expect(scan.error).toBeInstanceOf(BrokenLogFileError);
    expect(scan.error).toMatchObject({ offset, expected: expect.stringContaining(expected) });
    for (const chunks of everyCut(Buffer.from(file))) expect(scannedChunks(chunks)).toEqual(scan);
  });

  it('says that the digest tells whether fetching the file again can help', () => {
    const { error } = scanned('{"Records":[{"a":1}');
    expect(error).toMatchObject({
      message:
        "structure broken at byte 19 of the decompressed content: expected ',' or ']', found the end of the file; the records before it are read, the records after it cannot be read. If ssm-audit verify --content finds the file valid, CloudTrail delivered it like this, and fetching it again does not help; otherwise fetch it again",
    });
  });

  it('refuses nesting that would fill the memory', () => {
    const deep = Buffer.alloc(1024 * 1024 + 2, '[');
    const scanner = new RecordScanner(SOURCE_HINT.kms);
    scanner.push(Buffer.from('{"x":'), ignore);
    expect(() => scanner.push(deep, ignore)).toThrow('at most 1048320 levels');
  });
});

const ignore = () => undefined;

function takenBy() {
  const scanner = new RecordScanner(SOURCE_HINT.other);
  const records: string[] = [];
  const push = (chunk: Buffer) =>
    scanner.push(chunk, ({ source, start, end }) => records.push(source.toString('utf8', start, end)));
  return { push, records };
}
