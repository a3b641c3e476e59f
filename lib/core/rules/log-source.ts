import { DocumentError } from './document-error';
import { entryOf, optionalText, requiredMap } from './document-fields';
import type { LogSource } from './rule';
import type { YamlMap } from './yaml-document';

/** Reads the `logsource` of a document. Throws a `DocumentError` unless it is AWS CloudTrail, without category. */
export function parseLogSource(document: YamlMap): LogSource {
  const map = requiredMap(document, 'logsource');
  const product = optionalText(map, 'product');
  const service = optionalText(map, 'service');
  if (product !== 'aws' || service !== 'cloudtrail' || entryOf(map, 'category') !== undefined) {
    throw new DocumentError(
      map.line,
      `logsource ${shown(map)}: not supported, expected product: aws, service: cloudtrail`,
    );
  }
  const definition = optionalText(map, 'definition');
  return { product, service, ...(definition === undefined ? {} : { definition }) };
}

function shown(map: YamlMap): string {
  const parts = ['product', 'service', 'category'].flatMap((key) => {
    const text = optionalText(map, key);
    return text === undefined ? [] : [`${key}: ${text}`];
  });
  return `{${parts.join(', ')}}`;
}
