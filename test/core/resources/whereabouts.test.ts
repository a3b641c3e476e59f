import { resourcesOf } from '../../../lib/core/resources/resources-of';
import { accountIdOf } from '../../../lib/core/resources/whereabouts';
import { refusedCall, ssmCall } from './ssm-call';

const arn = (account: string, region = 'eu-west-1') => `arn:aws:ssm:${region}:${account}:parameter/shop/db`;
const read = (requestParameters: object, more: object = {}) =>
  resourcesOf(
    ssmCall('GetParameters', {
      recipientAccountId: '111122223333',
      requestParameters: { ...requestParameters },
      ...more,
    }),
  );
const PARAMETER = { id: '/shop/db', kind: 'parameter', relation: 'uses' };

it('says the account and region of what another account shares, and nothing of what is at home', () => {
  expect(read({ names: [arn('444455556666')] })).toEqual([{ ...PARAMETER, account: '444455556666' }]);
  expect(read({ names: [arn('444455556666', 'us-east-1')] })).toEqual([
    { ...PARAMETER, account: '444455556666', region: 'us-east-1' },
  ]);
  expect(read({ names: [arn('111122223333')] })).toEqual([PARAMETER]);
});

it('takes one name in two accounts for two resources', () => {
  expect(read({ names: ['/shop/db', arn('444455556666')] })).toEqual([
    PARAMETER,
    { ...PARAMETER, account: '444455556666' },
  ]);
});

it("believes CloudTrail's own list where the request has the name alone", () => {
  const resources = [{ ARN: arn('444455556666') }];
  expect(read({ names: ['/shop/db'] }, { resources })).toEqual([{ ...PARAMETER, account: '444455556666' }]);
});

it('takes the place of what was refused from the error message', () => {
  const refused = { ...refusedCall('GetParameter', arn('444455556666')), recipientAccountId: '111122223333' };
  expect(resourcesOf(refused)).toMatchObject([{ id: '/shop/db', account: '444455556666' }]);
});

it('says no place of things in a record that does not tell its own', () => {
  expect(resourcesOf(ssmCall('GetParameter', { requestParameters: { name: arn('444455556666') } }))).toEqual([
    PARAMETER,
  ]);
});

it('reads an account id that a copy has as a number, its leading zeros included', () => {
  expect(accountIdOf({ recipientAccountId: 11122223333 })).toBe('011122223333');
  expect(accountIdOf({ recipientAccountId: '011122223333' })).toBe('011122223333');
  expect(accountIdOf({ recipientAccountId: true })).toBeUndefined();
});
