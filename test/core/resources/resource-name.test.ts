import type { ResourceKind } from '../../../lib/core/resources/resource';
import { resourceNamed } from '../../../lib/core/resources/resource-name';

const NAMES: readonly (readonly [kind: ResourceKind, value: unknown, id: string])[] = [
  ['parameter', '/prod/db', '/prod/db'],
  ['parameter', '/prod/db:3', '/prod/db'],
  ['parameter', 'plain:stable', 'plain'],
  ['parameter', ' /prod/db ', '/prod/db'],
  ['parameter', ':3', ':3'],
  ['parameterPath', '/prod/', '/prod'],
  ['parameterPath', '/', '/'],
  ['parameterPath', 'arn:aws:ssm:eu-west-1:111122223333:parameter/prod', '/prod'],
  ['parameterPath', 'arn:aws:ssm:eu-west-1:111122223333:parameter/', '/'],
  ['document', 'AWS-RunShellScript:$DEFAULT', 'AWS-RunShellScript'],
  ['document', 'Deploy:12', 'Deploy'],
  ['document', 'arn:aws:ssm:eu-west-1:444455556666:document/Shared', 'Shared'],
  ['role', 'service-role/Hybrid', 'Hybrid'],
  ['role', 'Admin', 'Admin'],
  ['port', 5432, '5432'],
  ['port', '5432', '5432'],
  ['instance', 'i-786a3A8B5C0d92eF4', 'i-786a3A8B5C0d92eF4'],
  ['patchGroup', 'Web Servers', 'Web Servers'],
];

describe('resourceNamed', () => {
  test.each(NAMES)('the %s %p is %s', (kind, value, id) => {
    expect(resourceNamed(value, kind)).toMatchObject({ id, kind });
  });

  test('an ARN decides the kind itself', () => {
    expect(resourceNamed('arn:aws:lambda:eu-west-1:111122223333:function:f', 'document')).toEqual({
      id: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
      kind: 'other',
    });
  });

  test('all instances are a tag target, as no id can stand for them', () => {
    expect(resourceNamed('*', 'instance')).toEqual({ id: 'instances=*', kind: 'tagTarget' });
    expect(resourceNamed('*', 'document')).toBeUndefined();
  });

  test('a session target in a container is a task', () => {
    const target = 'ecs:my_cluster_0123456789abcdef_0123456789abcdef-42';
    expect(resourceNamed(target, 'instance')).toEqual({ id: target, kind: 'ecsTask' });
  });

  test('an id of 4,000 characters is returned whole', () => {
    const long = `/${'x'.repeat(4_000)}`;
    expect(resourceNamed(long, 'parameter')).toEqual({ id: long, kind: 'parameter' });
  });

  test.each([undefined, null, '', '  ', '""', 5, true, {}, ['x'], '***', '***masked:5***', '{{ id }}'])(
    '%p names nothing',
    (value) => {
      expect(resourceNamed(value, 'document')).toBeUndefined();
    },
  );

  test('what reads like a redaction is a name where people give the names, and none where AWS makes ids', () => {
    const id = 'HIDDEN_DUE_TO_SECURITY_REASONS';
    expect(resourceNamed(id, 'document')).toEqual({ id, kind: 'document' });
    expect(resourceNamed(id, 'parameter')).toEqual({ id, kind: 'parameter' });
    expect(resourceNamed(id, 'instance')).toBeUndefined();
  });
});
