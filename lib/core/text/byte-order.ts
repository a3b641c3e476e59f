/**
 * Compares texts by their UTF-8 bytes, as S3 sorts keys and DynamoDB sorts strings. JavaScript's own order, by UTF-16
 * units, differs for characters beyond U+FFFF.
 */
export function byteOrder(left: string, right: string): number {
  return left === right ? 0 : Buffer.compare(Buffer.from(left), Buffer.from(right));
}
