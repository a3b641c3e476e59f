import { ocsfSource } from '../../../lib/core/ocsf/ocsf-source';

it.each([
  ['198.51.100.7', { ip: '198.51.100.7' }],
  ['2001:db8::1', { ip: '2001:db8::1' }],
  ['ssm.amazonaws.com', { domain: 'ssm.amazonaws.com' }],
  ['AWS Internal', { name: 'AWS Internal' }],
  ['198.51.100.07', { name: '198.51.100.07' }],
  ['localhost', { name: 'localhost' }],
  ['-a.example', { name: '-a.example' }],
  [undefined, { name: 'unknown' }],
])('%s is %j', (sourceIPAddress, expected) => {
  expect(ocsfSource({ ref: 'r', ...(sourceIPAddress && { sourceIPAddress }) }, {})).toEqual(expected);
});

it('names the endpoint of a VPC beside', () => {
  expect(ocsfSource({ ref: 'r', sourceIPAddress: '10.0.0.4' }, { vpcEndpointId: 'vpce-0a1b' })).toEqual({
    ip: '10.0.0.4',
    uid: 'vpce-0a1b',
  });
});

it('takes no time for a hostile name', () => {
  expect(ocsfSource({ ref: 'r', sourceIPAddress: `${'a.'.repeat(100_000)}!` }, {})).toHaveProperty('name');
});
