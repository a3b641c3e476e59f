/** From here on, UTF-16 units are in another order than the bytes of the characters that they stand for. */
const SURROGATES_ON = /[\uD800-\uFFFF]/;

/**
 * Compares texts by their UTF-8 bytes, as S3 sorts keys and DynamoDB sorts strings. JavaScript's own order, by UTF-16
 * units, differs for characters beyond U+FFFF.
 */
export function byteOrder(left: string, right: string): number {
  if (left === right) return 0;
  if (SURROGATES_ON.test(left) || SURROGATES_ON.test(right))
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return left < right ? -1 : 1;
}
