import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../lib/core/record/json';
import { resourcesOf } from '../../../lib/core/resources/resources-of';
import { HYBRID_NODE, mentionedBy, NODE, OTHER_NODE, ssmCall, touched, touchedBy, UUID } from './ssm-call';

describe('an action that no table knows', () => {
  test.each<readonly [string, JsonObject, readonly string[]]>([
    ['InspectThing', { documentName: 'Deploy' }, ['uses document Deploy']],
    ['RotateDocument', { name: 'Deploy' }, ['changes document Deploy']],
    ['RotateParameters', { names: ['/a/b', 'c:1'] }, ['changes parameter /a/b', 'changes parameter c']],
    ['RotateMaintenanceWindow', { name: 'nightly' }, []],
    ['UpdateSessionLimit', { sessionId: 'alice-x' }, ['changes session alice-x']],
    ['ListSessionEvents', { sessionId: 'alice-x' }, ['uses session alice-x']],
    ['WakeNodes', { instanceIds: [NODE, OTHER_NODE] }, [`target instance ${NODE}`, `target instance ${OTHER_NODE}`]],
    ['WakeNodes', { Targets: [{ Key: 'tag:Env', Values: ['prod'] }] }, ['target tagTarget tag:Env=prod']],
    [
      'OpenTunnel',
      { target: 'ecs:cluster_task_runtime-1' },
      ['target ecsTask ecs:cluster_task_runtime-1', 'target ecsTask task', 'target ecsCluster cluster'],
    ],
    ['CreateThing', { executionRoleArn: 'arn:aws:iam::111122223333:role/Run' }, ['uses role Run']],
    ['CreateThing', { logging: { s3BucketName: 'logs' } }, ['uses bucket logs']],
    ['FreezeResource', { resourceType: 'Parameter', resourceId: '/a/b' }, ['changes parameter /a/b']],
    ['PauseWindow', { windowId: 'mw-0123456789abcdef0' }, ['changes maintenanceWindow mw-0123456789abcdef0']],
    ['GetThing', { entries: [{ baselineId: 'pb-0123456789abcdef0' }] }, ['uses patchBaseline pb-0123456789abcdef0']],
    ['RedeemHybridKey', { hybridActivation: UUID, other: UUID }, [`uses activation ${UUID}`]],
    ['GetThing', { activationCode: 'abcdefghij0123456789' }, []],
  ])('%s %j', (eventName, request, expected) => {
    expect(touchedBy(eventName, request)).toEqual(expected);
  });

  test('a thing that its response names is created by it, one that its request names is not', () => {
    const record = ssmCall('CreateSession', {
      requestParameters: { documentName: 'Deploy' },
      responseElements: { sessionId: 'alice-x' },
    });
    expect(touched(record)).toEqual(['creates session alice-x', 'uses document Deploy']);
  });
});

describe('ids of managed nodes', () => {
  test('count wherever they stand, at any depth', () => {
    expect(touchedBy('PutThing', { a: [{ b: { c: [[[{ d: NODE }]]] } }] })).toEqual([`target instance ${NODE}`]);
  });

  test('are merely mentioned within a text, apart from what the call touched, each once', () => {
    const content = JSON.stringify({ mainSteps: [{ inputs: { InstanceIds: [NODE] } }] });
    expect(mentionedBy('CreateDocument', { name: 'Deploy', content })).toEqual([NODE]);
    expect(touchedBy('CreateDocument', { name: 'Deploy', content })).toEqual(['creates document Deploy']);
    const comment = `see ${HYBRID_NODE}, then ${OTHER_NODE}, then ${HYBRID_NODE} and ${NODE}.`;
    expect(mentionedBy('WakeNodes', { comment, instanceIds: [NODE] })).toEqual([HYBRID_NODE, OTHER_NODE]);
  });

  test.each([
    'mini-0a1b2c3d4e5f60718',
    'i-0a1b2c3',
    'i-0a1b2c3d4e5f607189a',
    `${NODE}-0a1b`,
    `x_${NODE}`,
    'i-promised',
  ])('%s holds none', (text) => {
    expect(touchedBy('PutThing', { text })).toEqual([]);
    expect(mentionedBy('PutThing', { text })).toEqual([]);
  });
});

describe('hostile records', () => {
  test('nest 100,000 deep', () => {
    let deep: JsonValue = { instanceId: NODE };
    for (let depth = 0; depth < 100_000; depth += 1) deep = depth % 2 ? [deep] : { next: deep };
    expect(touchedBy('PutThing', deep)).toEqual([`target instance ${NODE}`]);
  });

  test('name more things than a call can touch, each of which counts', () => {
    const instanceIds = Array.from({ length: 20_000 }, (_, index) => `i-${index.toString(16).padStart(17, '0')}`);
    expect(resourcesOf(ssmCall('SendCommand', { requestParameters: { instanceIds } }))).toHaveLength(20_000);
  });

  test('have keys and event names of Object.prototype', () => {
    const request = JSON.parse('{"__proto__":{"instanceId":"x"},"constructor":{"prototype":{"polluted":1}}}');
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(touched(ssmCall(name, { requestParameters: request, resources: request }))).toContain('target instance x');
    }
    expect({}).not.toHaveProperty('polluted');
  });

  test('may be long', () => {
    for (const text of [
      'i-'.repeat(120_000),
      'i-0a1b2c3d-'.repeat(25_000),
      `arn:aws:${':'.repeat(250_000)}`,
      '/'.repeat(250_000),
    ]) {
      const named = touchedBy('GetParameter', { name: text, target: text, roleArn: text, documentName: text });
      expect(named.length).toBeLessThan(10);
    }
  });

  test('have any value anywhere, and give ids that are texts', () => {
    const events = [
      'StartSession',
      'SendCommand',
      'PutParameter',
      'AddTagsToResource',
      'DescribeParameters',
      'Unknown',
    ];
    const keys = [
      'name',
      'names',
      'target',
      'targets',
      'key',
      'values',
      'filters',
      'resourceType',
      'resourceId',
      'path',
    ];
    const json = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<JsonValue>(
          null,
          true,
          0,
          '',
          '*',
          '***',
          NODE,
          'Parameter',
          'tag:Env',
          'arn:aws:ssm:::parameter/a',
        ),
        fc.string(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    const record = fc.record({
      eventName: fc.oneof(fc.constantFrom(...events), json),
      requestParameters: json,
      responseElements: json,
      resources: json,
      errorMessage: json,
    });
    fc.assert(
      fc.property(record, (call) => {
        const ids = resourcesOf(call).map(({ id }) => id);
        return ids.every((id) => typeof id === 'string' && id.trim() !== '' && id !== '*' && id !== '***');
      }),
    );
  });
});
