import { createHash } from 'node:crypto';
import { MAX_RECORD_BYTES } from '../../../lib/core/log-file/damage';
import { RecordScanner } from '../../../lib/core/log-file/record-scanner';
import { SOURCE_HINT } from '../../../lib/core/log-file/value-end';
import { damagesOf, everyCut, scanned, scannedChunks, textsOf } from './scanned';

const GOOD = '{"eventSource":"ssm.amazonaws.com","eventVersion":"1.0"}';

/** Damage in the middle of a record, as Latin-1, and what is told of it. */
const DAMAGES = [
  ['a byte that begins nothing', '{"b":"\xff"}', 'byte 6 of the record, 0xff, is not UTF-8'],
  ['an overlong form', '{"b":"\xc0\xaf"}', 'byte 6 of the record, 0xc0, is not UTF-8'],
  ['half a character', '{"b":"\xed\xa0\x80"}', 'byte 6 of the record, 0xed, is not UTF-8'],
  ['a sequence that a quote cuts', '{"b":"\xe6\xbc"}', 'byte 6 of the record, 0xe6, is not UTF-8'],
  ['a stray continuation', '{"b":"\xc3\xa9\xa9"}', 'byte 8 of the record, 0xa9, is not UTF-8'],
  ['a bad byte outside of texts', '{"b":\xff1}', 'byte 5 of the record, 0xff, is not UTF-8'],
  ['a control character', '{"b":"\x01"}', 'byte 6 of the record, 0x01, is a control character'],
  ['a line feed in a text', '{"b":"x\ny"}', 'byte 7 of the record, 0x0a, is a control character'],
  ['a NUL byte outside of texts', '{"b":\0 1}', 'byte 5 of the record, 0x00, is a control character'],
  ['an escape that is none', '{"b":"\\x"}', 'byte 7 of the record, 0x78, begins an escape that JSON does not have'],
  ['digits that are none', '{"b":"\\u12G4"}', 'byte 7 of the record, 0x75, begins an escape that JSON does not have'],
  ['too few digits', '{"b":"\\u12"}', 'byte 7 of the record, 0x75, begins an escape that JSON does not have'],
  ['a damaged key', '{"b\\u00":1}', 'byte 4 of the record, 0x75, begins an escape that JSON does not have'],
  ['what no value begins with', '{"b":yes}', 'the record is not JSON'],
  ['two damages', '{"b":"\x02\xff\x01"}', 'byte 6 of the record, 0x02, is a control character'],
  ['two damages the other way round', '{"b":"\xff\x01"}', 'byte 6 of the record, 0xff, is not UTF-8'],
] as const;

describe.each(DAMAGES)('RecordScanner on a record with %s', (_, damaged, told) => {
  const file = Buffer.from(`{"Records":[${GOOD},${damaged},{"c":3}]}`, 'latin1');
  const whole = scanned(file);

  it('hands the record on with its damage, and the records around it as they are', () => {
    expect(whole.error).toBeUndefined();
    expect(textsOf(whole)).toEqual([GOOD, damaged, '{"c":3}']);
    expect(damagesOf(whole)).toEqual([expect.stringContaining(`1: ${told}`)]);
  });

  it('does the same wherever the chunks end', () => {
    for (const chunks of everyCut(file)) expect(scannedChunks(chunks)).toEqual(whole);
  });

  it('hands it on, whosever it is, where others are passed over', () => {
    for (const chunks of everyCut(file)) {
      const found = scannedChunks(chunks, SOURCE_HINT.systemsManager).records.filter(({ damage }) => damage);
      expect(found.map(({ index, text }) => [index, text])).toEqual([[1, damaged]]);
    }
  });

  it('finds it among JSON lines', () => {
    const line = damaged.replace('{', '{"eventVersion":"1.08",');
    const lines = Buffer.from(`${GOOD}\n${line}\n${GOOD}\n`, 'latin1');
    const scan = scanned(lines);
    expect(textsOf(scan)).toEqual([GOOD, line, GOOD]);
    expect(damagesOf(scan)).toHaveLength(1);
    for (const chunks of everyCut(lines)) expect(scannedChunks(chunks)).toEqual(scan);
  });
});

describe('RecordScanner on damage that lies elsewhere', () => {
  it('does not mind what stands beside the records', () => {
    const file = Buffer.from(`{"x\\y":"\xff\x01","Records":[${GOOD}],"z":"\\x"}`, 'latin1');
    const scan = scanned(file);
    expect(scan.error).toBeUndefined();
    expect(textsOf(scan)).toEqual([GOOD]);
    for (const chunks of everyCut(file)) expect(scannedChunks(chunks)).toEqual(scan);
  });

  it('tells a bad byte in one record of a chunk from the thousand others', () => {
    const bad = Buffer.from('{"b":"\xff"}', 'latin1').toString('latin1');
    const others = Array<string>(1000).fill('{"n":"漢"}').join();
    const file = Buffer.concat([
      Buffer.from(`{"Records":[${others},`),
      Buffer.from(bad, 'latin1'),
      Buffer.from(`,${others}]}`),
    ]);
    const found = scanned(file, SOURCE_HINT.systemsManager).records.filter(({ damage }) => damage);
    expect(found.map(({ index }) => index)).toEqual([1000]);
  });
});

describe('RecordScanner on a record that is too long to be kept', () => {
  const long = Buffer.from(`{"x":"${'a'.repeat(MAX_RECORD_BYTES)}"}`);
  const file = Buffer.concat([Buffer.from(`{"Records":[${GOOD},`), long, Buffer.from(`,${GOOD}]}`)]);
  const expected = {
    records: [
      { text: GOOD, index: 0, offset: 12 },
      {
        text: '',
        index: 1,
        offset: 13 + GOOD.length,
        damage: { kind: 'length', at: MAX_RECORD_BYTES },
        sha256: createHash('sha256').update(long).digest('hex'),
      },
      { text: GOOD, index: 2, offset: 14 + GOOD.length + long.length },
    ],
  };

  it.each([file.length, 512 * 1024, 12_345_678])('keeps its place and its hash, in chunks of %i bytes', (size) => {
    expect(scannedChunks(piecesOf(file, size))).toEqual(expected);
  });

  it('does so where it is a line of its own', () => {
    const line = Buffer.concat([Buffer.from('{"eventVersion":"1.08",'), long.subarray(1)]);
    const scan = scannedChunks(piecesOf(Buffer.concat([line, Buffer.from(`\n${GOOD}`)]), 512 * 1024));
    expect(damagesOf(scan)).toEqual(['0: the record is longer than 16777216 bytes']);
    expect(textsOf(scan)).toEqual(['', GOOD]);
  });

  it('takes the longest that is read, whole or in chunks', () => {
    const longest = Buffer.from(`{"x":"${'a'.repeat(MAX_RECORD_BYTES - 8)}"}`);
    const around = Buffer.concat([Buffer.from('{"Records":['), longest, Buffer.from(']}')]);
    for (const size of [around.length, 1024 * 1024]) {
      const scanner = new RecordScanner(SOURCE_HINT.other);
      for (const piece of piecesOf(around, size)) scanner.push(piece, ({ damage }) => expect(damage).toBeUndefined());
      expect(scanner.records).toBe(1);
    }
  });
});

function piecesOf(file: Buffer, size: number): readonly Buffer[] {
  return Array.from({ length: Math.ceil(file.length / size) }, (_, n) => file.subarray(n * size, (n + 1) * size));
}
