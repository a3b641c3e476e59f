import { parameterArnsOf } from '../../lib/core/record/event-source';
import { type JsonObject, textAt, valueAt } from '../../lib/core/record/json';
import { INSIDER_READING_PARAMETERS } from '../../samples/incidents/insider-reading-parameters';
import { PORT_FORWARD_TO_DATABASE } from '../../samples/incidents/port-forward-to-database';
import { ROGUE_HYBRID_ACTIVATION } from '../../samples/incidents/rogue-hybrid-activation';
import { SESSION_LOGGING_OFF } from '../../samples/incidents/session-logging-off';
import { STOLEN_INSTANCE_ROLE } from '../../samples/incidents/stolen-instance-role';
import { sampleDeliveries } from '../../samples/sample-deliveries';

const RECORDS = sampleDeliveries()
  .flatMap(({ records }) => records)
  .sort((a, b) => (String(a['eventTime']) < String(b['eventTime']) ? -1 : 1));

describe('stolen credentials of an instance role', () => {
  const { instanceId, attackerAddress, attackedInstanceIds, commandId } = STOLEN_INSTANCE_ROLE;
  const session = RECORDS.filter((record) => textAt(record, 'userIdentity', 'arn')?.endsWith(`/${instanceId}`));

  it('are one session with one key, at two addresses', () => {
    expect(new Set(session.map((record) => textAt(record, 'userIdentity', 'accessKeyId'))).size).toBe(1);
    expect(new Set(session.map(({ sourceIPAddress }) => sourceIPAddress)).size).toBe(2);
  });

  it('send a command to other instances from the second address alone', () => {
    const commands = session.filter(({ eventName }) => eventName === 'SendCommand');

    expect(new Set(commands.map(({ sourceIPAddress }) => sourceIPAddress))).toEqual(new Set([attackerAddress]));
    const sent = commands.find((record) => textAt(record, 'responseElements', 'command', 'commandId') === commandId);
    expect(valueAt(sent, 'requestParameters', 'instanceIds')).toEqual(attackedInstanceIds);
  });
});

describe('an insider reading parameters by path', () => {
  const { user, path, secretNames } = INSIDER_READING_PARAMETERS;
  const own = RECORDS.filter((record) => textAt(record, 'userIdentity', 'arn')?.endsWith(`/${user}`));

  it('is denied before it succeeds', () => {
    const outcomes = own.filter((record) => record['eventSource'] === 'ssm.amazonaws.com').map(outcomeOf);

    expect(outcomes).toEqual([
      'DescribeParameters',
      'GetParameter AccessDenied',
      'GetParameters AccessDenied',
      'GetParameterHistory AccessDenied',
      'GetParametersByPath AccessDenied',
      'GetParametersByPath',
      'GetParametersByPath',
    ]);
  });

  it('names the path only, and KMS names every secret', () => {
    const reads = own.filter(({ eventName, errorCode }) => eventName === 'GetParametersByPath' && !errorCode);

    expect(reads.map((record) => textAt(record, 'requestParameters', 'path'))).toEqual([path, path]);
    const decrypted = own.flatMap(parameterArnsOf);
    expect(decrypted.map((arn) => arn.replace(/^.*:parameter/, '')).sort()).toEqual([...secretNames].sort());
  });
});

describe('a rogue hybrid activation', () => {
  const { activationId, nodeId, userName, sessionId } = ROGUE_HYBRID_ACTIVATION;
  const told = RECORDS.filter((record) => JSON.stringify(record).match(`${activationId}|${nodeId}`));

  it('is made by a user, used by a machine, hidden, and its node commanded, until it is removed', () => {
    const story = told.filter(({ eventName }) => eventName !== 'UpdateInstanceInformation');

    expect(story.map(({ eventName }) => eventName)).toEqual([
      'CreateActivation',
      'RegisterManagedInstance',
      'RequestManagedInstanceRoleToken',
      'DeleteActivation',
      'SendCommand',
      'GetCommandInvocation',
      'StartSession',
      'DeregisterManagedInstance',
    ]);
  });

  it('is tied to its node by the registration alone, and to its maker by the creation', () => {
    const ties = told.filter((record) => JSON.stringify(record).includes(activationId) && mentions(record, nodeId));
    const creation = told.find(({ eventName }) => eventName === 'CreateActivation');

    expect(ties.map(({ eventName }) => eventName)).toEqual(['RegisterManagedInstance']);
    expect(textAt(creation, 'userIdentity', 'userName')).toBe(userName);
    expect(textAt(creation, 'responseElements', 'activationCode')).toMatch(/^EXAMPLE/);
    expect(told.map((record) => textAt(record, 'responseElements', 'sessionId'))).toContain(sessionId);
  });
});

describe('a port forward to a database', () => {
  const { sessionId, sourceIdentity, databaseHost, databasePort } = PORT_FORWARD_TO_DATABASE;
  const story = RECORDS.filter((record) => textAt(record, 'requestParameters', 'sessionId') === sessionId);

  it('names the host and the port in its start, and only the session afterwards', () => {
    const start = RECORDS.find((record) => {
      return record['eventName'] === 'StartSession' && textAt(record, 'responseElements', 'sessionId') === sessionId;
    });

    expect(start?.['requestParameters']).toMatchObject({
      documentName: 'AWS-StartPortForwardingSessionToRemoteHost',
      parameters: { host: [databaseHost], portNumber: [databasePort] },
    });
    expect(textAt(start, 'userIdentity', 'sessionContext', 'sourceIdentity')).toBe(sourceIdentity);
    expect(story.map(outcomeOf)).toEqual(['ResumeSession', 'TerminateSession']);
  });
});

describe('session logging turned off', () => {
  const { user, documentName, silentVersion, loggingVersion, sessionIds } = SESSION_LOGGING_OFF;
  const own = RECORDS.filter((record) => textAt(record, 'userIdentity', 'arn')?.endsWith(`/${user}`));

  it('is a silent version made the default, sessions, and the old default again', () => {
    const versions = own
      .filter(({ eventName }) => eventName === 'UpdateDocumentDefaultVersion')
      .map((record) => textAt(record, 'requestParameters', 'documentVersion'));

    expect(versions).toEqual([String(silentVersion), String(loggingVersion)]);
    expect(own.map(({ eventName }) => eventName)).toEqual([
      'GetDocument',
      'UpdateDocument',
      'UpdateDocumentDefaultVersion',
      ...['StartSession', 'StartSession', 'StartSession', 'TerminateSession', 'TerminateSession'],
      'UpdateDocumentDefaultVersion',
    ]);
  });

  it('names no place for logs in the new version, and no document in the sessions', () => {
    const update = own.find(({ eventName }) => eventName === 'UpdateDocument');
    const starts = own.filter(({ eventName }) => eventName === 'StartSession');

    expect(textAt(update, 'requestParameters', 'name')).toBe(documentName);
    expect(JSON.parse(String(valueAt(update, 'requestParameters', 'content')))).toMatchObject({
      inputs: { s3BucketName: '', cloudWatchLogGroupName: '' },
    });
    expect(starts.map((record) => textAt(record, 'responseElements', 'sessionId'))).toEqual(sessionIds);
    for (const start of starts) expect(valueAt(start, 'requestParameters', 'documentName')).toBeUndefined();
  });
});

function outcomeOf({ eventName, errorCode }: JsonObject): string {
  return errorCode === undefined ? String(eventName) : `${eventName} ${errorCode}`;
}

function mentions(record: JsonObject, text: string): boolean {
  return JSON.stringify(record).includes(text);
}
