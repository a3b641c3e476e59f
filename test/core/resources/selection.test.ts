import { resourcesFilteredBy, resourcesSelected } from '../../../lib/core/resources/selection';
import { NODE } from './ssm-call';

const SELECTIONS: readonly (readonly [key: string, value: string, kind: string, id: string])[] = [
  ['tag:Env', 'prod', 'tagTarget', 'tag:Env=prod'],
  ['tag-key', 'Owner', 'tagTarget', 'tag-key=Owner'],
  ['tag:Name', '*', 'tagTarget', 'tag:Name=*'],
  ['InstanceIds', NODE, 'instance', NODE],
  ['instanceids', NODE, 'instance', NODE],
  ['instanceids', '*', 'tagTarget', 'instances=*'],
  ['resource-groups:Name', 'web', 'resourceGroup', 'web'],
  [
    'resource-groups:ResourceTypeFilters',
    'AWS::EC2::Instance',
    'tagTarget',
    'resource-groups:ResourceTypeFilters=AWS::EC2::Instance',
  ],
  ['WindowTargetIds', 'abc', 'maintenanceWindowTarget', 'abc'],
  ['ParameterValues', NODE, 'instance', NODE],
];

describe('resourcesSelected', () => {
  test.each(SELECTIONS)('%s of %s is the %s %s', (key, value, kind, id) => {
    expect(resourcesSelected({ key, values: [value] })).toEqual([{ id, kind }]);
    expect(resourcesSelected({ Key: key, Values: [value] })).toEqual([{ id, kind }]);
  });

  test.each([
    null,
    'HIDDEN_DUE_TO_SECURITY_REASONS',
    {},
    { key: 'tag:Env' },
    { key: 'tag:Env', values: [] },
    { key: 'tag:Env', values: ['', null, 7, '***'] },
    { key: '***', values: ['prod'] },
    { key: 5, values: ['prod'] },
    { key: ['tag:Env'], values: { prod: true } },
  ])('%p selects nothing', (target) => {
    expect(resourcesSelected(target)).toEqual([]);
  });
});

describe('resourcesFilteredBy', () => {
  test.each([
    ['DescribeInstanceInformation', { key: 'InstanceIds', valueSet: [NODE] }, { id: NODE, kind: 'instance' }],
    ['DescribeActivations', { filterKey: 'IamRole', filterValues: ['Hybrid'] }, { id: 'Hybrid', kind: 'role' }],
    ['DescribeSessions', { key: 'SessionId', value: 'alice-x' }, { id: 'alice-x', kind: 'session' }],
    ['DescribeAutomationExecutions', { key: 'ExecutionId', values: ['1-2'] }, { id: '1-2', kind: 'automation' }],
    [
      'DescribeParameters',
      { key: 'Path', option: 'Recursive', values: ['/prod/'] },
      { id: '/prod', kind: 'parameterPath' },
    ],
    ['DescribeParameters', { key: 'Name', values: ['/prod/db'] }, { id: '/prod/db', kind: 'parameter' }],
    [
      'DescribeParameters',
      { key: 'Name', option: 'BeginsWith', values: ['/pr'] },
      { id: '/pr', kind: 'parameterPath' },
    ],
    ['ListDocuments', { key: 'Name', value: 'AWS-Run' }, { id: 'AWS-Run', kind: 'document' }],
    ['ListAssociations', { key: 'Name', value: 'Deploy' }, { id: 'Deploy', kind: 'document' }],
    ['DescribeInstanceInformation', { key: 'tag:Env', values: ['prod'] }, { id: 'tag:Env=prod', kind: 'tagTarget' }],
  ])('%s by %p asks for %p', (eventName, filter, found) => {
    expect(resourcesFilteredBy(filter, eventName)).toEqual([found]);
  });

  test.each([
    ['DescribeParameters', { key: 'Name', option: 'Contains', values: ['db'] }],
    ['DescribeParameters', { key: 'Type', values: ['SecureString'] }],
    ['DescribeMaintenanceWindows', { key: 'Name', values: ['nightly'] }],
    ['DescribeAssociationExecutions', { key: 'ExecutionId', value: 'abc' }],
    ['DescribeSessions', { key: 'Owner', value: 'arn:aws:iam::111122223333:user/alice' }],
  ])('%s by %p names nothing', (eventName, filter) => {
    expect(resourcesFilteredBy(filter, eventName)).toEqual([]);
  });
});
