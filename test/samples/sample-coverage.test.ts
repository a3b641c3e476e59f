import { isSystemsManagerSource, parameterArnsOf } from '../../lib/core/record/event-source';
import { type JsonObject, member, textAt, valueAt } from '../../lib/core/record/json';
import { sampleDeliveries } from '../../samples/sample-deliveries';

const RECORDS = sampleDeliveries().flatMap(({ records }) => records);
const OURS = RECORDS.filter((record) => isSystemsManagerSource(record['eventSource']));
const SUCCEEDED = OURS.filter(({ errorCode }) => errorCode === undefined);

/** Each action whose resources the index extracts, with where CloudTrail writes the resource. */
const ACTIONS: readonly (readonly [eventName: string, ...paths: readonly string[]])[] = [
  ['StartSession', 'requestParameters.target', 'responseElements.sessionId', 'responseElements.streamUrl'],
  ['ResumeSession', 'requestParameters.sessionId'],
  ['TerminateSession', 'requestParameters.sessionId'],
  ['DescribeSessions', 'requestParameters.state', 'requestParameters.filters'],
  ['SendCommand', 'requestParameters.documentName', 'responseElements.command.commandId'],
  ['CancelCommand', 'requestParameters.commandId', 'requestParameters.instanceIds'],
  ['GetCommandInvocation', 'requestParameters.commandId', 'requestParameters.instanceId'],
  ['ListCommandInvocations', 'requestParameters.commandId'],
  ['StartAutomationExecution', 'requestParameters.documentName', 'responseElements.automationExecutionId'],
  ['StopAutomationExecution', 'requestParameters.automationExecutionId', 'requestParameters.type'],
  ['SendAutomationSignal', 'requestParameters.automationExecutionId', 'requestParameters.signalType'],
  ['StartChangeRequestExecution', 'requestParameters.changeRequestName', 'requestParameters.runbooks'],
  ['StartAccessRequest', 'requestParameters.reason', 'requestParameters.targets', 'responseElements.accessRequestId'],
  ['GetAccessToken', 'requestParameters.accessRequestId'],
  ['GetParameter', 'requestParameters.name', 'requestParameters.withDecryption', 'resources'],
  ['GetParameterHistory', 'requestParameters.name', 'resources'],
  ['GetParameters', 'requestParameters.names', 'resources'],
  ['DeleteParameters', 'requestParameters.names', 'resources'],
  ['GetParametersByPath', 'requestParameters.path', 'requestParameters.withDecryption'],
  ['PutParameter', 'requestParameters.name', 'requestParameters.type', 'responseElements.version'],
  ['DeleteParameter', 'requestParameters.name'],
  ['LabelParameterVersion', 'requestParameters.name'],
  ['UnlabelParameterVersion', 'requestParameters.name'],
  ['CreateDocument', 'requestParameters.name', 'responseElements.documentDescription.name'],
  ['UpdateDocument', 'requestParameters.name', 'responseElements.documentDescription.documentVersion'],
  ['DeleteDocument', 'requestParameters.name'],
  ['GetDocument', 'requestParameters.name'],
  ['UpdateDocumentDefaultVersion', 'requestParameters.name', 'requestParameters.documentVersion'],
  ['UpdateDocumentMetadata', 'requestParameters.name', 'requestParameters.documentVersion'],
  ['ModifyDocumentPermission', 'requestParameters.name', 'requestParameters.accountIdsToAdd'],
  ['CreateAssociation', 'requestParameters.name', 'responseElements.associationDescription.associationId'],
  ['UpdateAssociation', 'requestParameters.associationId'],
  ['CreateAssociationBatch', 'requestParameters.entries'],
  ['DeleteAssociation', 'requestParameters'],
  ['StartAssociationsOnce', 'requestParameters.associationIds'],
  ['CreateMaintenanceWindow', 'responseElements.windowId'],
  ['UpdateMaintenanceWindow', 'requestParameters.windowId'],
  ['DeleteMaintenanceWindow', 'requestParameters.windowId'],
  ['RegisterTargetWithMaintenanceWindow', 'requestParameters.windowId', 'responseElements.windowTargetId'],
  ['RegisterTaskWithMaintenanceWindow', 'requestParameters.taskArn', 'requestParameters.serviceRoleArn'],
  ['UpdateMaintenanceWindowTask', 'requestParameters.windowTaskId', 'requestParameters.targets'],
  ['CancelMaintenanceWindowExecution', 'requestParameters.windowExecutionId'],
  ['CreatePatchBaseline', 'responseElements.baselineId'],
  ['UpdatePatchBaseline', 'requestParameters.baselineId'],
  ['DeletePatchBaseline', 'requestParameters.baselineId'],
  ['RegisterDefaultPatchBaseline', 'requestParameters.baselineId'],
  ['RegisterPatchBaselineForPatchGroup', 'requestParameters.baselineId', 'requestParameters.patchGroup'],
  ['DeregisterPatchBaselineForPatchGroup', 'requestParameters.baselineId', 'requestParameters.patchGroup'],
  ['CreateActivation', 'requestParameters.iamRole', 'responseElements.activationId'],
  ['DeleteActivation', 'requestParameters.activationId'],
  ['DeregisterManagedInstance', 'requestParameters.instanceId'],
  ['UpdateManagedInstanceRole', 'requestParameters.instanceId', 'requestParameters.iamRole'],
  ['RegisterManagedInstance', 'requestParameters.activationId', 'responseElements.instanceId'],
  ['UpdateInstanceInformation', 'requestParameters.instanceId'],
  ['PutInventory', 'requestParameters.instanceId', 'resources'],
  ['ListInstanceAssociations', 'requestParameters.instanceId'],
  ['PutComplianceItems', 'requestParameters.resourceType', 'requestParameters.resourceId'],
  ['AddTagsToResource', 'requestParameters.resourceType', 'requestParameters.resourceId'],
  ['RemoveTagsFromResource', 'requestParameters.resourceType', 'requestParameters.resourceId'],
  ['ListTagsForResource', 'requestParameters.resourceType', 'requestParameters.resourceId'],
  ['CreateResourceDataSync', 'requestParameters.syncName', 'requestParameters.s3Destination.bucketName'],
  ['DeleteResourceDataSync', 'requestParameters.syncName'],
  ['UpdateServiceSetting', 'requestParameters.settingId', 'requestParameters.settingValue'],
  ['ResetServiceSetting', 'requestParameters.settingId'],
  ['PutResourcePolicy', 'requestParameters.resourceArn', 'requestParameters.policy'],
  ['DeleteResourcePolicy', 'requestParameters.resourceArn'],
  ['CreateOpsItem', 'responseElements.opsItemId'],
  ['UpdateOpsItem', 'requestParameters.opsItemId'],
  ['StartConnection', 'requestParameters.InstanceId', 'responseElements.ConnectionArn'],
];

describe('the actions of Systems Manager', () => {
  it.each(ACTIONS)(
    '%s has a record that succeeded, with its resources where CloudTrail writes them',
    (name, ...paths) => {
      const candidates = SUCCEEDED.filter(({ eventName }) => eventName === name);
      const complete = candidates.filter((record) => paths.every((path) => hasPath(record, path)));

      expect(candidates).not.toEqual([]);
      expect(complete).not.toEqual([]);
    },
  );

  it('include commands to a tag and to named instances, all of them pending', () => {
    const commands = SUCCEEDED.filter(({ eventName }) => eventName === 'SendCommand');

    expect(commands.some((record) => hasPath(record, 'requestParameters.instanceIds'))).toBe(true);
    expect(commands.some((record) => hasPath(record, 'requestParameters.targets'))).toBe(true);
    expect(new Set(commands.map((record) => textAt(record, 'responseElements', 'command', 'status')))).toEqual(
      new Set(['Pending']),
    );
  });

  it('are spread over the sources of the family', () => {
    const sources = new Set(OURS.map(({ eventSource }) => eventSource));

    for (const label of ['ssm', 'ssm-guiconnect', 'ssm-incidents', 'ssm-contacts', 'ssm-quicksetup', 'ssm-sap']) {
      expect(sources).toContain(`${label}.amazonaws.com`);
    }
  });

  it('include data events, which are of no management', () => {
    const data = OURS.filter(({ eventCategory }) => eventCategory === 'Data');

    expect(new Set(data.map(({ eventName }) => eventName))).toEqual(
      new Set(['CreateControlChannel', 'OpenControlChannel', 'RequestManagedInstanceRoleToken']),
    );
    for (const record of data) expect(record['managementEvent']).toBe(false);
  });

  it('say whether they read by their names', () => {
    for (const { eventName, readOnly } of OURS) {
      if (eventName === 'DeleteContactChannel') continue;
      expect(readOnly).toBe(/^(?:Get|List|Describe)/.test(String(eventName)));
    }
  });
});

describe('who calls', () => {
  it.each([
    'Root',
    'IAMUser',
    'AssumedRole',
    'Role',
    'FederatedUser',
    'AWSAccount',
    'AWSService',
    'IdentityCenterUser',
    'Unknown',
  ])('%s calls Systems Manager', (type) => {
    expect(OURS.filter((record) => textAt(record, 'userIdentity', 'type') === type)).not.toEqual([]);
  });

  it.each(['SAMLUser', 'WebIdentityUser'])('%s calls STS', (type) => {
    const sources = RECORDS.filter((record) => textAt(record, 'userIdentity', 'type') === type);

    expect(new Set(sources.map(({ eventSource }) => eventSource))).toEqual(new Set(['sts.amazonaws.com']));
  });

  it('includes an identity without a type, and none', () => {
    const typeless = OURS.filter(
      ({ userIdentity }) => member(userIdentity, 'accountId') && !member(userIdentity, 'type'),
    );

    expect(typeless).not.toEqual([]);
    expect(OURS.filter(({ userIdentity }) => userIdentity === null)).not.toEqual([]);
  });

  it.each(['AWSService', 'AWSAccount', 'IdentityCenterUser', 'SAMLUser', 'WebIdentityUser'])(
    '%s has no ARN',
    (type) => {
      const identities = RECORDS.map(({ userIdentity }) => userIdentity).filter((who) => member(who, 'type') === type);

      for (const who of identities) expect(member(who, 'arn')).toBeUndefined();
    },
  );

  it('includes people of Identity Center, whose role has a path that their ARN has not', () => {
    const people = OURS.filter((record) => String(valueAt(record, 'userIdentity', 'arn')).includes('AWSReservedSSO_'));

    expect(people).not.toEqual([]);
    for (const person of people) {
      expect(textAt(person, 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn')).toContain(
        ':role/aws-reserved/sso.',
      );
    }
  });

  it('includes services, for themselves and in the name of a person', () => {
    const inSomebodysName = OURS.filter((record) => {
      return hasPath(record, 'userIdentity.arn') && String(record['sourceIPAddress']).endsWith('.amazonaws.com');
    });
    const services = inSomebodysName.map((record) => textAt(record, 'userIdentity', 'invokedBy'));

    expect(services).toEqual(expect.arrayContaining(['ssm.amazonaws.com', 'cloudformation.amazonaws.com']));
  });

  it('includes agents, each in a session named for its node', () => {
    const agents = OURS.filter(({ userAgent }) => String(userAgent).includes('amazon-ssm-agent/'));
    const heartbeats = agents.filter(({ eventName }) => eventName === 'UpdateInstanceInformation');

    expect(heartbeats.length).toBeGreaterThan(5);
    for (const heartbeat of heartbeats) {
      const node = textAt(heartbeat, 'requestParameters', 'instanceId');
      expect(textAt(heartbeat, 'userIdentity', 'arn')?.endsWith(`/${node}`)).toBe(true);
      expect(heartbeat['readOnly']).toBe(false);
    }
  });
});

describe('what CloudTrail writes', () => {
  it('of a denied call: no request, and a message that names who, what and why', () => {
    const denied = OURS.filter(({ errorCode }) => errorCode === 'AccessDenied');

    expect(denied.length).toBeGreaterThan(8);
    for (const record of denied) {
      expect(record).toMatchObject({ requestParameters: null, responseElements: null });
      expect(record['errorMessage']).toMatch(
        /^User: arn:\S+ is not authorized to perform: ssm:\w+ on resource: arn:\S+ (?:because no|with an explicit deny in an?) /,
      );
      expect(record['errorMessage']).toContain(`ssm:${record['eventName']} on resource`);
      expect(record['errorMessage']).toContain(String(textAt(record, 'userIdentity', 'arn')));
    }
  });

  it('of a denied StartSession: the document or the instance', () => {
    const messages = OURS.filter(
      ({ eventName, errorCode }) => eventName === 'StartSession' && errorCode === 'AccessDenied',
    )
      .map(({ errorMessage }) => String(errorMessage))
      .join();

    expect(messages).toContain(':document/SSM-SessionManagerRunShell');
    expect(messages).toContain(':instance/i-');
  });

  it('of a throttled call: nothing of the request', () => {
    const throttled = OURS.filter(({ errorCode }) => errorCode === 'ThrottlingException');

    expect(throttled.length).toBeGreaterThan(2);
    for (const record of throttled)
      expect(record).toMatchObject({ requestParameters: null, errorMessage: 'Rate exceeded' });
  });

  it.each([
    'InvalidInstanceId',
    'InvocationDoesNotExist',
    'TargetNotConnected',
    'ParameterNotFound',
    'ParameterAlreadyExists',
    'InvalidDocument',
    'DoesNotExistException',
  ])('of a call that failed with %s: the request, no answer', (errorCode) => {
    const failures = OURS.filter((record) => record['errorCode'] === errorCode);

    expect(failures).not.toEqual([]);
    for (const failure of failures) {
      expect(failure['requestParameters']).not.toBeNull();
      expect(failure['responseElements']).toBeNull();
    }
  });

  it('of what is secret: a text in its place, but for the stream of a session', () => {
    const commands = SUCCEEDED.filter(({ eventName }) => eventName === 'SendCommand');
    const starts = SUCCEEDED.filter(({ eventName }) => eventName === 'StartSession');
    const writes = SUCCEEDED.filter(({ eventName }) => eventName === 'PutParameter');

    for (const { requestParameters } of commands) {
      expect(member(requestParameters, 'parameters')).toBe('HIDDEN_DUE_TO_SECURITY_REASONS');
    }
    for (const { requestParameters } of writes) {
      expect(member(requestParameters, 'value')).toBe('HIDDEN_DUE_TO_SECURITY_REASONS');
    }
    for (const { responseElements } of starts) {
      expect(member(responseElements, 'tokenValue')).toBe('Value hidden due to security reasons.');
      expect(member(responseElements, 'streamUrl')).toMatch(/^wss:\/\/.+&cell-number=EXAMPLE/);
    }
  });

  it('of dates in answers: locale texts, with and without the second comma', () => {
    const text = JSON.stringify(OURS.map(({ responseElements }) => responseElements));

    expect(text).toMatch(/"Mar \d, 2026, \d{1,2}:\d\d:\d\d [AP]M"/);
    expect(text).toMatch(/"Mar \d, 2026 \d{1,2}:\d\d:\d\d [AP]M"/);
  });

  it('of a read by path: no parameter, but one KMS decryption for each, by the same principal in the same second', () => {
    const reads = SUCCEEDED.filter(({ eventName }) => eventName === 'GetParametersByPath');
    const decryptions = RECORDS.filter((record) => parameterArnsOf(record).length > 0);

    expect(decryptions.length).toBeGreaterThan(5);
    for (const decryption of decryptions) {
      expect(decryption).toMatchObject({
        eventName: 'Decrypt',
        sourceIPAddress: 'AWS Internal',
        userAgent: 'AWS Internal',
      });
      const read = reads.find(({ eventTime, userIdentity }) => {
        const sameArn = textAt(userIdentity, 'arn') === textAt(decryption, 'userIdentity', 'arn');
        return sameArn && eventTime === decryption['eventTime'];
      });
      expect(read).toBeDefined();
      expect(textAt(read, 'userIdentity', 'accessKeyId')).not.toBe(textAt(decryption, 'userIdentity', 'accessKeyId'));
    }
  });
});

function hasPath(record: JsonObject, path: string): boolean {
  const value = valueAt(record, ...path.split('.'));
  return value !== undefined && value !== null && value !== '';
}
