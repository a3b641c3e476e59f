import type { JsonObject } from '../../../lib/core/record/json';
import { outcomeOf } from '../../../lib/core/record/outcome-of-record';

it.each<[string, JsonObject]>([
  ['no code', {}],
  ['a code that is null', { errorCode: null, errorMessage: null }],
  ['an empty code', { errorCode: '', errorMessage: '' }],
  ['the code Success', { errorCode: 'Success', errorMessage: 'done' }],
])('is success with %s', (_, record) => {
  expect(outcomeOf(record)).toBe('success');
});

it.each([
  'AccessDenied',
  'AccessDeniedException',
  'Client.UnauthorizedOperation',
  'UnauthorizedOperation',
  'UnauthorizedAccess',
  'UnauthorizedAccessException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'VpceAccessDenied',
  'OpsItemAccessDeniedException',
])('is denied with %s', (errorCode) => {
  expect(outcomeOf({ errorCode })).toBe('denied');
});

it.each([
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'RequestThrottled',
  'RequestLimitExceeded',
  'Client.RequestLimitExceeded',
  'TooManyRequestsException',
  'SlowDown',
])('is throttled with %s', (errorCode) => {
  expect(outcomeOf({ errorCode, errorMessage: 'Rate exceeded' })).toBe('throttled');
});

it.each([
  'InvalidInstanceId',
  'InvocationDoesNotExist',
  'TargetNotConnected',
  'ParameterNotFound',
  'ParameterAlreadyExists',
  'ParameterLimitExceeded',
  'TooManyUpdates',
  'ExpiredTokenException',
  'UnrecognizedClientException',
  'success?',
])('is failed with %s', (errorCode) => {
  expect(outcomeOf({ errorCode })).toBe('failed');
});

it.each<[string, JsonObject]>([
  ['a message without a code', { errorMessage: 'Failed authentication' }],
  ['a code that is a number', { errorCode: 403 }],
  ['a code that is an object', { errorCode: { code: 'AccessDenied' } }],
])('is failed with %s', (_, record) => {
  expect(outcomeOf(record)).toBe('failed');
});
