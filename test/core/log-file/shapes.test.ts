import { NotCloudTrailError } from '../../../lib/core/log-file/broken-log-file-error';
import { damagesOf, everyCut, scanned, scannedChunks, textsOf } from './scanned';

const ONE = '{"eventVersion":"1.08","eventSource":"ssm.amazonaws.com","eventName":"StartSession"}';
const TWO = '{"awsRegion":"eu-central-1","eventSource":"kms.amazonaws.com"}';
const BOTH = [ONE, TWO];

function inText(record: string): string {
  return JSON.stringify({ EventId: '1', EventName: 'x', Resources: [{ ResourceName: 'r' }], CloudTrailEvent: record });
}

function inDetail(record: string): string {
  return `{"version":"0","detail-type":"AWS API Call via CloudTrail","resources":[],"detail":${record}}`;
}

describe('RecordScanner on the shapes that people have', () => {
  it.each([
    ['Records', `{"x":1,"Records":[${BOTH}]}`],
    ['records', `{"records":[${BOTH}]}`],
    ['a bare list', `[${BOTH}]`],
    ['a record alone, after another', `${ONE}${TWO}`],
    ['JSON lines', `${ONE}\n${TWO}\n`],
    ['lines that end as on Windows', `${ONE}\r\n${TWO}\r\n`],
    ['a byte order mark', `\ufeff${ONE}\n${TWO}`],
    ['byte order marks of files that were joined', `\ufeff{"Records":[${ONE}]}\ufeff{"Records":[${TWO}]}`],
    ['log files in a row', `{"Records":[${ONE}]}{"Records":[${TWO}]}`],
    ['lines of all kinds', `{"Records":[${ONE}]}\n[]\n${TWO}\n{"Records":[]}`],
    ['a list of log files', `[{"Records":[${ONE}]},{"Records":[${TWO}]}]`],
    ['a list of lists', `[[${ONE}],[${TWO}]]`],
    ['lookup-events', `{"Events":[${BOTH.map(inText)}],"NextToken":"n"}`],
    ['the events of lookup-events', `[${BOTH.map(inText)}]`],
    ['their texts', `[${BOTH.map((record) => JSON.stringify(record))}]`],
    ['pages of lookup-events', `[{"Events":[${inText(ONE)}]},{"Events":[${inText(TWO)}]}]`],
    ['EventBridge events', `${inDetail(ONE)}\n${inDetail(TWO)}`],
    ['a list of EventBridge events', `[${BOTH.map(inDetail)}]`],
  ])('finds the records of %s at every chunk border', (_, text) => {
    const scan = scanned(text);
    expect(scan.error).toBeUndefined();
    expect(textsOf(scan)).toEqual(BOTH);
    for (const chunks of everyCut(Buffer.from(text))) expect(scannedChunks(chunks)).toEqual(scan);
  });

  it('takes a record in a text for the JSON that the text holds, at the place of the text', () => {
    const record = '{"eventSource":"ssm.amazonaws.com","a":"\\" é 🙂"}';
    const text = `{"Events":[{"CloudTrailEvent":${JSON.stringify(`  ${record}\n`)}}]}`;
    expect(scanned(text).records).toEqual([{ text: record, index: 0, offset: text.indexOf('"  {') }]);
  });

  it('hands on what is damaged in a text, or is no JSON there', () => {
    const texts = ['{"a":"\u0001"}', '{"a":[}', '{"a"', '{} {}'].map((text) => JSON.stringify(text));
    const scan = scanned(Buffer.from(`{"Events":[${texts},"\xff","\\x"]}`, 'latin1'));
    expect(damagesOf(scan)).toEqual([
      '0: byte 6 of the record, 0x01, is a control character that JSON wants escaped',
      '1: the record is not JSON',
      '2: the record is not JSON',
      '3: the record is not JSON',
      '4: byte 1 of the record, 0xff, is not UTF-8',
      '5: byte 2 of the record, 0x78, begins an escape that JSON does not have',
    ]);
  });

  it('takes no record for what holds records: its own fields are its own', () => {
    const record = `{"eventVersion":"1","detail":${ONE},"Records":[${ONE}],"Events":[],"CloudTrailEvent":"{}"}`;
    expect(textsOf(scanned(`[${record}]`))).toEqual([record]);
    expect(textsOf(scanned(`{"Records":[${record}]}`))).toEqual([record]);
  });
});

describe('RecordScanner on what is no CloudTrail', () => {
  it.each([
    [
      'an audit log of Kubernetes',
      '{"kind":"Event","apiVersion":"audit.k8s.io/v1","verb":"get"}',
      '["kind","apiVersion","verb"]',
      0,
    ],
    ['an empty object', '{}', 'an object with the keys []', 0],
    ['a digest', '{"awsAccountId":"1","logFiles":[{"Records":[]}]}', '["awsAccountId","logFiles"]', 0],
    ['records of somebody else', '{"records":[{"operationName":"x"}]}', '["operationName"]', 12],
    ['another event of EventBridge', '{"detail-type":"x","detail":{"state":"running"}}', '["state"]', 28],
    ['numbers', '[1,2]', 'a value that contains no record', 1],
    ['texts', '["a","b"]', 'text that contains no record', 1],
    ['lists without end', '['.repeat(9) + ']'.repeat(9), 'a value that contains no record', 8],
    ['text', '2 123456789012 eni-1', "'2', which begins no JSON object or list", 0],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'the byte 0xff, which begins no', 0],
    ['UTF-16, with what makes it readable', Buffer.from('\ufeff{}', 'utf16le').swap16(), 'iconv -f UTF-16 -t UTF-8', 0],
  ])('refuses %s, and says what was found where', (_, file, found, offset) => {
    const { records, error } = scanned(file);
    expect(records).toEqual([]);
    expect(error).toBeInstanceOf(NotCloudTrailError);
    expect(String(error)).toContain(found);
    expect(String(error)).toContain(`at byte ${offset} of the decompressed content`);
    expect(String(error)).toContain('expected a log file ({"Records":[…]})');
    for (const chunks of everyCut(Buffer.from(file))) expect(String(scannedChunks(chunks).error)).toBe(String(error));
  });

  it('reads what else is in the file, and says so at its end', () => {
    const scan = scanned(`{"foo":1}\n${ONE}\n{"bar":2}\n{"Records":[${TWO}]}`);
    expect(textsOf(scan)).toEqual(BOTH);
    expect(String(scan.error)).toContain('["foo"] at byte 0 of the decompressed content and 1 more');
  });

  it('knows a digest, and tells no more keys than fit into a message', () => {
    expect(scanned('{"digestStartTime":"t","logFiles":[]}').error).toMatchObject({ isDigest: true });
    expect(scanned('{"kind":"Event"}').error).toMatchObject({ isDigest: false });
    const object = Object.fromEntries(Array.from({ length: 99 }, (_, n) => [`${n}`.padEnd(999, 'x'), n]));
    expect(String(scanned(JSON.stringify(object)).error).length).toBeLessThan(4000);
  });
});
