import { resourceSearches } from '../../../lib/core/query/resource-search';

const parameter = (name: string) => `arn:aws:ssm:eu-west-1:111122223333:parameter/${name}`;
const path = (id: string, more: object = {}) => ({ id, kind: 'parameterPath', ...more });
const HOME = { place: { partition: 'aws', account: '111122223333', region: 'eu-west-1' } };
const named = (id: string) => ({ id, kind: 'parameter', ...HOME });

it.each<[string, readonly object[]]>([
  ['i-0123456789abcdef0', [{ id: 'i-0123456789abcdef0' }]],
  ['AWS-RunShellScript', [{ id: 'AWS-RunShellScript' }]],
  ['/a/b/c', [{ id: '/a/b/c' }, path('/a/b'), path('/a'), path('/')]],
  ['/a/b:3', [{ id: '/a/b' }, path('/a'), path('/')]],
  ['/name', [{ id: '/name' }, path('/'), { id: 'name' }]],
  ['/', [{ id: '/' }]],
  ['/a/', [{ id: '/a/' }, path('/a'), path('/')]],
  ['', [{ id: '' }]],
  [parameter('a/b'), [named('/a/b'), path('/a', HOME), path('/', HOME)]],
  [parameter('name'), [named('name'), named('/name'), path('/', HOME)]],
  [
    'arn:aws:ec2:eu-west-1:1:instance/i-0123456789abcdef0',
    [
      {
        id: 'i-0123456789abcdef0',
        kind: 'instance',
        place: { partition: 'aws', account: '1', region: 'eu-west-1' },
      },
    ],
  ],
  [
    'arn:aws-us-gov:ssm:us-gov-west-1::document/D',
    [{ id: 'D', kind: 'document', place: { partition: 'aws-us-gov', region: 'us-gov-west-1' } }],
  ],
  [
    'arn:aws:ecs:eu-west-1:1:task/orders/0123',
    [{ id: '0123', kind: 'ecsTask', place: { partition: 'aws', account: '1', region: 'eu-west-1' } }],
  ],
  ['arn:aws:sns:eu-west-1:1:topic', [{ id: 'arn:aws:sns:eu-west-1:1:topic' }]],
  ['arn:aws:ssm:eu-west-1:1:parameter/*', [{ id: 'arn:aws:ssm:eu-west-1:1:parameter/*' }]],
])('looks for %s', (asked, searches) => {
  expect(resourceSearches(asked)).toEqual(searches);
});
