import { resourceSearches } from '../../../lib/core/query/resource-search';

const parameter = (name: string) => `arn:aws:ssm:eu-west-1:111122223333:parameter/${name}`;
const path = (id: string) => ({ id, kind: 'parameterPath' });

it.each<[string, readonly object[]]>([
  ['i-0123456789abcdef0', [{ id: 'i-0123456789abcdef0' }]],
  ['AWS-RunShellScript', [{ id: 'AWS-RunShellScript' }]],
  ['/a/b/c', [{ id: '/a/b/c' }, path('/a/b'), path('/a'), path('/')]],
  ['/a/b:3', [{ id: '/a/b' }, path('/a'), path('/')]],
  ['/name', [{ id: '/name' }, path('/'), { id: 'name' }]],
  ['/', [{ id: '/' }]],
  ['/a/', [{ id: '/a/' }, path('/a'), path('/')]],
  ['', [{ id: '' }]],
  [parameter('a/b'), [{ id: '/a/b' }, path('/a'), path('/')]],
  [parameter('name'), [{ id: 'name' }, { id: '/name' }, path('/')]],
  ['arn:aws:ec2:eu-west-1:1:instance/i-0123456789abcdef0', [{ id: 'i-0123456789abcdef0' }]],
  ['arn:aws-us-gov:ssm:us-gov-west-1:1:document/D', [{ id: 'D' }]],
  ['arn:aws:sns:eu-west-1:1:topic', [{ id: 'arn:aws:sns:eu-west-1:1:topic' }]],
  ['arn:aws:ssm:eu-west-1:1:parameter/*', [{ id: 'arn:aws:ssm:eu-west-1:1:parameter/*' }]],
])('looks for %s', (asked, searches) => {
  expect(resourceSearches(asked)).toEqual(searches);
});
