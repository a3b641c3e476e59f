import { isJsonObject, type JsonObject, member } from '../record/json';
import type { Resource } from './resource';
import { field } from './value-path';

/** The document behind every session that names none; it holds the account's session preferences, logging among them. */
const DEFAULT_SESSION_DOCUMENT = 'SSM-SessionManagerRunShell';

/**
 * The document that a session runs without naming it. Nothing is implied where the request is not in the record
 * (refused, throttled): the call may have named any document.
 */
export function impliedDocument(record: JsonObject, eventName: string): readonly Resource[] {
  const request = member(record, 'requestParameters');
  if (eventName !== 'StartSession' || !isJsonObject(request)) return [];
  const named = field(request, 'documentName');
  const isUnnamed = named === undefined || named === null || named === '';
  return isUnnamed ? [{ id: DEFAULT_SESSION_DOCUMENT, kind: 'document', relation: 'implied' }] : [];
}
