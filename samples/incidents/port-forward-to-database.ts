import { resumeSession, type SessionRequest, startSession, terminateSession } from '../actions/sessions';
import { CLI_AGENT, network } from '../callers';
import { assumedRole } from '../identities';
import { arnOf, placeOf } from '../place';
import { denied } from '../refusals';
import type { Caller, Happening } from '../sample-call';
import { momentOf, scripted } from '../script';

/** The names of the story, for those who ask about it. */
export const PORT_FORWARD_TO_DATABASE = {
  accountId: '111122223333',
  region: 'eu-central-1',
  day: '2026-03-04',
  roleName: 'contractor-access',
  /** The culprit: a session name, and the source identity that the contractor's sign-in set. */
  sessionName: 'pat.candella',
  sourceIdentity: 'pat.candella@example.net',
  address: '198.51.100.145',
  bastionId: 'i-0ba571041b2c3d4e5',
  databaseHost: 'orders-database.example.com',
  databasePort: '5432',
  sessionId: 'pat.candella-h5j7l3n2q4s6u5w7y3b2d4f6k7',
} as const;

const {
  accountId,
  region,
  day,
  roleName,
  sessionName,
  sourceIdentity,
  address,
  bastionId,
  databaseHost,
  databasePort,
} = PORT_FORWARD_TO_DATABASE;
const { sessionId } = PORT_FORWARD_TO_DATABASE;
const PLACE = placeOf(accountId, region);

/**
 * A port forward to a database. What shows it: a contractor lists the databases, is denied a shell on the bastion, and
 * opens a tunnel through it to the database's host and port, both of which stand in the parameters; resumes it after a
 * break, and ends it after half an hour. What went through the tunnel is recorded nowhere: sessions of this document
 * have no session log.
 */
export function portForwardToDatabase(): readonly Happening[] {
  return scripted(PLACE, day, [
    ['19:02:10', contractor(), { service: 'rds', eventName: 'DescribeDBInstances', requestParameters: {} }],
    ['19:03:44', contractor(), deniedShell()],
    ['19:05:31', contractor(), startSession(PLACE, sessionId, tunnel())],
    ['19:21:02', contractor(), resumeSession(PLACE, sessionId)],
    ['19:36:18', contractor(), terminateSession(sessionId)],
  ]);
}

function contractor(): Caller {
  const startedAt = momentOf(day, '19:00:00');
  const session = assumedRole(PLACE, { roleName, sessionName, sourceIdentity, startedAt, mfa: true });
  return network(session, address, CLI_AGENT);
}

function deniedShell() {
  const shell = startSession(PLACE, sessionId, { target: bastionId });
  return denied(shell, contractor(), arnOf(PLACE, 'ssm', 'document/SSM-SessionManagerRunShell'));
}

function tunnel(): SessionRequest {
  const parameters = { host: [databaseHost], portNumber: [databasePort], localPortNumber: ['15432'] };
  return { target: bastionId, documentName: 'AWS-StartPortForwardingSessionToRemoteHost', parameters };
}
