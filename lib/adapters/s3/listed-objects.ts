import type { TakenOut } from '../sdk/own-reading';

/** An object as a listing names it. */
export interface ListedObject {
  readonly key: string;
  readonly eTag: string;
  readonly bytes: number;
  /** When it was put there, in ISO 8601. */
  readonly storedAt: string;
  readonly storageClass: string;
}

const [OPEN, CLOSE] = ['<Contents>', '</Contents>'];

/** The elements of an object that are read, and how their values look. A plain key is all that CloudTrail writes. */
const EXPECTED = {
  /** Printable ASCII without spaces and what XML escapes. */
  Key: /^[!-%'-;=?-~]+$/,
  LastModified: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  ETag: /^(?:"|&quot;)[\w-]*(?:"|&quot;)$/,
  Size: /^\d{1,15}$/,
  StorageClass: /^\w+$/,
};
type Name = keyof typeof EXPECTED;

/** The elements that nobody here asks for. */
const PASSED_OVER: ReadonlySet<string> = new Set(['ChecksumAlgorithm', 'ChecksumType']);

/**
 * Takes the objects out of a page of a listing (ListObjectsV2). Reads only what S3 writes of usual objects, and only of keys that
 * are plain: of any other element, entity or order it gives undefined, so that the SDK reads the page. Nobody who names
 * an object can have it read as another: an angle bracket in a key is an entity.
 */
export function takeListedObjects(body: Buffer): TakenOut<readonly ListedObject[]> | undefined {
  // A byte a character, so that places in the text are those in the body. Bytes beyond ASCII are in no plain key.
  const text = body.toString('latin1');
  const start = text.indexOf(OPEN);
  if (start < 0) return undefined;
  const taken: ListedObject[] = [];
  let at = start;
  while (text.startsWith(OPEN, at)) {
    const end = text.indexOf(CLOSE, at);
    const object = end < 0 ? undefined : objectIn(text, at + OPEN.length, end);
    if (object === undefined) return undefined;
    taken.push(object);
    at = end + CLOSE.length;
  }
  if (text.includes(OPEN, at)) return undefined;
  return { taken, rest: Buffer.concat([body.subarray(0, start), body.subarray(at)]) };
}

/** The object whose elements stand in a part of a text. */
function objectIn(text: string, start: number, end: number): ListedObject | undefined {
  const found: Record<Name, string> = { Key: '', LastModified: '', ETag: '', Size: '', StorageClass: '' };
  for (let at = start; at < end; ) {
    const nameEnd = text.indexOf('>', at);
    const valueEnd = text.indexOf('<', nameEnd);
    const name = text.slice(at + 1, nameEnd);
    if (text[at] !== '<' || !text.startsWith(`</${name}>`, valueEnd)) return undefined;
    if (isRead(name)) {
      const value = text.slice(nameEnd + 1, valueEnd);
      if (found[name] !== '' || !EXPECTED[name].test(value)) return undefined;
      found[name] = value;
    } else if (!PASSED_OVER.has(name)) return undefined;
    at = valueEnd + name.length + '</>'.length;
  }
  return asObject(found);
}

function isRead(name: string): name is Name {
  return Object.hasOwn(EXPECTED, name);
}

function asObject({
  Key: key,
  LastModified,
  ETag,
  Size,
  StorageClass,
}: Record<Name, string>): ListedObject | undefined {
  if (key === '' || LastModified === '' || ETag === '' || Size === '' || StorageClass === '') return undefined;
  const eTag = `"${ETag.replaceAll(/"|&quot;/g, '')}"`;
  return { key, eTag, bytes: Number(Size), storedAt: LastModified, storageClass: StorageClass };
}
