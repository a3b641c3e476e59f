import { isIP } from 'node:net';
import { storedResourceId } from '../../resources/stored-resource';
import { shortened, storedField } from '../../text/shortened-text';
import { MAX_PARTITION_KEY_BYTES } from '../dynamodb-limits';
import { roleName, type TermField } from '../term-row';

/**
 * The partition key of a term as index version 1 had it: values stood as they were written. Undefined where that version
 * had no such term.
 */
export function version1TermKey(field: TermField | 'error', value: string): string | undefined {
  if (field === 'mentions' || (field === 'sourceIPAddress' && isIP(value) === 0)) return undefined;
  return shortened(`${field}=${written(field, value)}`, MAX_PARTITION_KEY_BYTES);
}

function written(field: TermField | 'error', value: string): string {
  if (field === 'resource') return storedResourceId(value);
  return storedField(field === 'role' ? roleName(value) : value);
}
