import type { LogSource } from './rule';
import { DocumentError } from './yaml/document-error';
import { optionalText, requiredMap } from './yaml/document-fields';
import type { YamlMap } from './yaml/yaml-document';

/**
 * Reads the `logsource` of a document, in any letter case. Throws a `DocumentError` unless it is AWS, alone or with
 * CloudTrail, without category.
 */
export function parseLogSource(document: YamlMap): LogSource {
  const map = requiredMap(document, 'logsource');
  const product = optionalText(map, 'product')?.toLowerCase();
  const service = optionalText(map, 'service')?.toLowerCase();
  const isService = service === undefined || service === 'cloudtrail';
  if (product !== 'aws' || !isService || optionalText(map, 'category') !== undefined) {
    throw new DocumentError(
      map.line,
      `logsource ${shown(map)}: not supported, expected product: aws, alone or with service: cloudtrail`,
    );
  }
  const definition = optionalText(map, 'definition');
  return { product, ...(service && { service }), ...(definition && { definition }) };
}

function shown(map: YamlMap): string {
  const parts = ['product', 'service', 'category'].flatMap((key) => {
    const text = optionalText(map, key);
    return text === undefined ? [] : [`${key}: ${text}`];
  });
  return `{${parts.join(', ')}}`;
}
