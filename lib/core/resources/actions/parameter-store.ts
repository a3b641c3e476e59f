import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../record/json';
import type { Relation } from '../resource';
import type { ActionTable } from './mention';

/**
 * `GetParametersByPath` names the path only; which parameters it read, and which of them were decrypted, its record
 * does not say.
 */
export const PARAMETER_STORE: ActionTable = {
  GetParameter: [['request.name', 'parameter', 'uses']],
  GetParameterHistory: [['request.name', 'parameter', 'uses']],
  GetParameters: [['request.names', 'parameter', 'uses']],
  GetParametersByPath: [['request.path', 'parameterPath', 'uses']],
  PutParameter: [
    ['request.name', 'parameter', written],
    ['request.keyId', 'key', 'uses'],
  ],
  DeleteParameter: [['request.name', 'parameter', 'changes']],
  DeleteParameters: [['request.names', 'parameter', 'changes']],
  LabelParameterVersion: [['request.name', 'parameter', 'changes']],
  UnlabelParameterVersion: [['request.name', 'parameter', 'changes']],
};

/**
 * `PutParameter` makes a parameter unless it may overwrite one: the answer's version tells which it did, and where there
 * is none (refused, throttled) the request tells what was asked for.
 */
function written(record: JsonObject): Relation {
  const version = valueAt(record, 'responseElements', 'version');
  if (version !== undefined && version !== null) return version === 1 ? 'creates' : 'changes';
  const request = valueAt(record, 'requestParameters');
  return isJsonObject(request) && !isTrue(request['overwrite']) ? 'creates' : 'changes';
}

function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === 'true';
}
