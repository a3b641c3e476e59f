import type { JsonObject } from '../../../lib/core/record/json';
import { isPerson } from '../../../lib/core/record/person';
import type { Level } from '../../../lib/core/rules/rule';
import { compileRules } from '../../../lib/core/rules/rule-set';
import { AGENT_ACTIVITIES } from '../../../samples/actions/agent-traffic';
import * as callers from '../../../samples/callers';
import { cloudTrailRecord } from '../../../samples/cloudtrail-record';
import * as identities from '../../../samples/identities';
import { instanceIdOf, placeOf } from '../../../samples/place';
import type { Caller, SampleCall } from '../../../samples/sample-call';
import { type Scene, sceneAt } from '../../../samples/scene';
import { SeededRandom } from '../../../samples/seeded-random';
import { loadPack } from './pack-files';

const compiled = compileRules(loadPack().rules);

const PLACE = placeOf('111122223333', 'us-east-1');
const SCENE = sceneAt(PLACE, Date.parse('2026-03-02T09:04:00Z'), instanceIdOf(PLACE, 0));

const recordOf = (caller: Caller, call: SampleCall, { at, place } = SCENE) =>
  cloudTrailRecord({ at, place, caller, call }, SeededRandom.of('callers'));

function levelsOf(record: JsonObject): readonly Level[] {
  return compiled.matches(record).map(({ rule }) => rule.level);
}

const call = (eventName: string, requestParameters: JsonObject, service = 'ssm'): SampleCall => ({
  service,
  eventName,
  requestParameters,
});

const NODE = 'i-0a1b2c3d4e5f60001';
const SECRET = '/orders/production/db-password';

/** What an attacker would do in Systems Manager. */
const DANGEROUS: readonly SampleCall[] = [
  call('SendCommand', { documentName: 'AWS-RunShellScript', instanceIds: [NODE] }),
  call('StartSession', { target: NODE }),
  call('StartAutomationExecution', { documentName: 'Orders-Restart' }),
  call('GetParameter', { name: SECRET, withDecryption: true }),
  call('GetParametersByPath', { path: '/orders', recursive: true, withDecryption: true }),
  call('CreateAssociation', { name: 'Orders-Restart', targets: [{ key: 'InstanceIds', values: [NODE] }] }),
  call('RegisterTaskWithMaintenanceWindow', { windowId: 'mw-0c50858d01EXAMPLE', taskArn: 'Orders-Restart' }),
  call('CreateActivation', { iamRole: 'service-role/hybrid-node-role' }),
  call('CreateDocument', { name: 'Orders-Other', documentType: 'Command', content: '{}' }),
  call('UpdateDocument', { name: 'SSM-SessionManagerRunShell', content: '{}' }),
  call('ModifyDocumentPermission', { name: 'Orders-Restart', accountIdsToAdd: ['777788889999'] }),
  call('UpdateServiceSetting', {
    settingId: '/ssm/documents/console/public-sharing-permission',
    settingValue: 'Enable',
  }),
  call('PutResourcePolicy', { resourceArn: 'arn:aws:ssm:us-east-1:111122223333:parameter/orders', policy: '{}' }),
  call('PutParameter', { name: SECRET, overwrite: true }),
  call('DeleteParameters', { names: [SECRET] }),
  call('StartConnection', { InstanceId: NODE }, 'ssm-guiconnect'),
];

/** Pipelines write and delete parameters all day. */
const ORDINARY = new Set(['PutParameter', 'DeleteParameters']);

const ATTACKS = DANGEROUS.filter(({ eventName }) => !ORDINARY.has(eventName));

/** A call that a service makes with a role, in the name of whoever may start it. */
function through(service: string, rolePath = '/'): Caller {
  const session = { roleName: 'orders-automation', rolePath, sessionName: 'run', invokedBy: service };
  return callers.insideAws(callers.roleIn(SCENE, session), service);
}

const SERVICES = ['states', 'scheduler', 'ssm', 'cloudformation'].map((label) => `${label}.amazonaws.com`);

describe.each(SERVICES)('a dangerous call by way of %s', (service) => {
  it.each(DANGEROUS)('is heard: $eventName', (dangerous) => {
    expect(levelsOf(recordOf(through(service), dangerous))).not.toEqual([]);
  });
});

describe('the traffic of a service-linked role', () => {
  it.each(['SendCommand', 'StartAutomationExecution', 'CreateAssociation', 'UpdateAssociation', 'GetParameters'])(
    'raises nothing: %s of State Manager',
    (eventName) => {
      const request = { documentName: 'AWS-GatherSoftwareInventory', instanceIds: [NODE], withDecryption: true };
      expect(levelsOf(recordOf(callers.stateManager(SCENE), call(eventName, request)))).toEqual([]);
    },
  );

  it('is heard where only the name of the role is such', () => {
    const request = { documentName: 'AWS-RunShellScript', instanceIds: [NODE] };
    const roleName = 'AWSServiceRoleForAmazonSSM';
    const session = { roleName, sessionName: 'StateManagerService', invokedBy: 'ssm.amazonaws.com' };
    const caller = callers.insideAws(callers.roleIn(SCENE, session), 'ssm.amazonaws.com');
    expect(levelsOf(recordOf(caller, call('SendCommand', request)))).not.toEqual([]);
  });
});

/** IAM takes every printable character in the path of a role, so that a path may have another one's in it. */
describe('a role whose path imitates a service-linked role', () => {
  const PATHS = ['/x:role/aws-service-role/ssm.amazonaws.com/', '/AWS-Service-Role/ssm.amazonaws.com/'];

  it.each(PATHS.flatMap((rolePath) => ATTACKS.map((call) => [rolePath, call] as const)))(
    'is heard: %s, %s',
    (rolePath, dangerous) => {
      const session = { roleName: 'AWSServiceRoleForAmazonSSM', rolePath, sessionName: 'StateManagerService' };
      const caller = callers.person(callers.roleIn(SCENE, session), 'aws-cli/2');
      expect(levelsOf(recordOf(caller, dangerous))).not.toEqual([]);
    },
  );
});

describe('a role that no person is known behind', () => {
  const operator = callers.person(callers.roleIn(SCENE, { roleName: 'operations', sessionName: 'run' }), 'aws-cli/2');

  it.each(ATTACKS)('is heard: $eventName', (dangerous) => {
    expect(levelsOf(recordOf(operator, dangerous))).not.toEqual([]);
  });

  it('is heard of each decrypted read, and of each command, whatever the document', () => {
    for (const documentName of ['AWS-RunShellScript', 'AWS-RunPatchBaseline', 'AWS-GatherSoftwareInventory']) {
      const command = call('SendCommand', { documentName, instanceIds: [NODE] });
      expect(levelsOf(recordOf(operator, command))).not.toEqual([]);
    }
    for (const eventName of ['GetParameter', 'GetParameters', 'GetParametersByPath', 'GetParameterHistory']) {
      const read = call(eventName, { name: SECRET, withDecryption: true });
      expect(levelsOf(recordOf(operator, read))).not.toEqual([]);
      expect(levelsOf(recordOf(operator, call(eventName, { name: SECRET, withDecryption: false })))).toEqual([]);
    }
  });
});

it('raises nothing about the agents of a fleet: heartbeats, inventory, channels', () => {
  const nodes = Array.from({ length: 200 }, (_, index) => sceneAt(PLACE, SCENE.at, instanceIdOf(PLACE, index)));
  const records = nodes.flatMap((scene: Scene) =>
    AGENT_ACTIVITIES.map(({ by, call: called }) => recordOf(by(scene), called(scene), scene)),
  );
  expect(new Set(records.map(({ eventName }) => eventName)).size).toBeGreaterThan(5);
  expect(records.flatMap(levelsOf)).toEqual([]);
});

describe('who is a person', () => {
  const asCalled = (caller: Caller) => recordOf(caller, call('CreateActivation', { iamRole: 'hybrid-node-role' }));

  /** The rule on activations by people asks for nothing but a person, so it tells what `by_person` holds for. */
  const byPerson = (record: JsonObject) =>
    compiled.matches(record).some(({ rule }) => rule.file === 'hybrid-activation-by-person');

  const SAMPLED = [
    callers.administrator,
    callers.developer,
    callers.pipeline,
    callers.application,
    callers.agent,
    callers.defaultHostAgent,
    callers.hybridAgent,
    callers.stateManager,
    callers.cloudFormationForDeveloper,
  ];

  it.each<[string, Caller]>([
    ...SAMPLED.map((callerIn): [string, Caller] => [callerIn.name, callerIn(SCENE)]),
    ['root', callers.person(identities.rootUser(PLACE, SCENE.at), 'x')],
    ['federated', callers.person(identities.federatedUser(PLACE, 'sam', 'sam', SCENE.at), 'x')],
    ['identityCenter', callers.person(identities.identityCenterUser('111122223333', 'sam'), 'x')],
    ['saml', callers.person(identities.samlUser(PLACE, 'sam'), 'x')],
    ['webIdentity', callers.person(identities.webIdentityUser(PLACE, 'sam'), 'x')],
    ['unknown', callers.person(identities.unknownIdentity(PLACE), 'x')],
    ['permissionSetWithoutIssuer', withoutIssuer('AWSReservedSSO_Admin_0123456789abcdef')],
    [
      'permissionSetWithinAPath',
      callers.person(
        callers.roleIn(SCENE, {
          roleName: 'admin',
          rolePath: '/x:role/aws-reserved/sso.amazonaws.com/',
          sessionName: 'sam',
        }),
        'x',
      ),
    ],
    [
      'permissionSetByNameAlone',
      callers.person(callers.roleIn(SCENE, { roleName: 'AWSReservedSSO_Admin', sessionName: 'sam' }), 'x'),
    ],
  ])('is the same to rules and to rows: %s', (_, caller) => {
    const record = asCalled(caller);
    expect(byPerson(record)).toBe(isPerson(record));
  });

  function withoutIssuer(roleName: string): Caller {
    const role = callers.roleIn(SCENE, { roleName, sessionName: 'sam' });
    return callers.person({ ...role, sessionContext: { sessionIssuer: {}, attributes: {} } }, 'x');
  }
});
