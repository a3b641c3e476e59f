import { takeListedObjects } from '../../../lib/adapters/s3/listed-objects';

const OBJECT = {
  Key: 'AWSLogs/1/a.json.gz',
  LastModified: '2026-03-02T09:05:00.000Z',
  ETag: '&quot;e-1&quot;',
  ChecksumAlgorithm: 'CRC64NVME',
  ChecksumType: 'FULL_OBJECT',
  Size: '4711',
  StorageClass: 'STANDARD',
};

const READ = {
  key: 'AWSLogs/1/a.json.gz',
  eTag: '"e-1"',
  bytes: 4711,
  storedAt: '2026-03-02T09:05:00.000Z',
  storageClass: 'STANDARD',
};

function contents(elements: object): string {
  const inner = Object.entries(elements).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<Contents>${inner.join('')}</Contents>`;
}

function page(inner: string): Buffer {
  return Buffer.from(`<ListBucketResult><Prefix>\u00e9</Prefix>${inner}<KeyCount>1</KeyCount></ListBucketResult>`);
}

it('takes the objects out of a page, in any order of their elements, and leaves the rest', () => {
  const backwards = Object.fromEntries(Object.entries(OBJECT).reverse());
  const own = takeListedObjects(page(contents(OBJECT) + contents(backwards)));
  expect(own?.taken).toEqual([READ, READ]);
  expect(own?.rest).toEqual(page(''));
});

it.each([
  ['no object', ''],
  ['an entity in a key', contents({ ...OBJECT, Key: 'a&lt;/Key&gt;' })],
  ['a space in a key', contents({ ...OBJECT, Key: ' a' })],
  ['a key beyond ASCII', contents({ ...OBJECT, Key: '\u{1f600}' })],
  ['a line break in a key', contents({ ...OBJECT, Key: 'a\r' })],
  [
    'an element of its own within',
    contents({ ...OBJECT, RestoreStatus: '<IsRestoreInProgress>true</IsRestoreInProgress>' }),
  ],
  ['an element that is unknown', contents({ ...OBJECT, constructor: 'x' })],
  ['an element twice', contents(OBJECT).replace('<Size>', '<Key>b</Key><Size>')],
  ['an element that is missing', contents(OBJECT).replace('<StorageClass>STANDARD</StorageClass>', '')],
  ['an attribute', contents(OBJECT).replace('<Key>', '<Key a="b">')],
  ['a comment', contents(OBJECT).replace('<Key>', '<!--x--><Key>')],
  ['another time', contents({ ...OBJECT, LastModified: 'Mon, 02 Mar 2026 09:05:00 GMT' })],
  ['an end that is cut off', contents(OBJECT).slice(0, -3)],
  ['objects that do not follow each other', `${contents(OBJECT)}<Name>x</Name>${contents(OBJECT)}`],
])('leaves a page to the SDK that has %s', (_, inner) => {
  expect(takeListedObjects(page(inner))).toBeUndefined();
});
