import type { ActionTable } from './mention';

/**
 * `GetParametersByPath` names the path only; which parameters it read, and which of them were decrypted, its record
 * does not say. `PutParameter` is `changes` also where it makes the parameter: the request looks the same.
 */
export const PARAMETER_STORE: ActionTable = {
  GetParameter: [['request.name', 'parameter', 'uses']],
  GetParameterHistory: [['request.name', 'parameter', 'uses']],
  GetParameters: [['request.names', 'parameter', 'uses']],
  GetParametersByPath: [['request.path', 'parameterPath', 'uses']],
  PutParameter: [
    ['request.name', 'parameter', 'changes'],
    ['request.keyId', 'key', 'uses'],
  ],
  DeleteParameter: [['request.name', 'parameter', 'changes']],
  DeleteParameters: [['request.names', 'parameter', 'changes']],
  LabelParameterVersion: [['request.name', 'parameter', 'changes']],
  UnlabelParameterVersion: [['request.name', 'parameter', 'changes']],
};
