import type { JsonObject } from '../../lib/core/record/json';
import { type DocumentVersion, getDocument, updateDocument, updateDocumentDefaultVersion } from '../actions/documents';
import { startSession, terminateSession } from '../actions/sessions';
import { CLI_AGENT, identityCenterSession, network } from '../callers';
import { assumedRole } from '../identities';
import { placeOf } from '../place';
import type { Caller, Happening } from '../sample-call';
import { momentOf, type ScriptLine, scripted } from '../script';

/** The names of the story, for those who ask about it. */
export const SESSION_LOGGING_OFF = {
  accountId: '444455556666',
  region: 'us-east-2',
  day: '2026-03-05',
  /** The culprit. */
  user: 'kwaku.mensah@example.com',
  permissionSet: 'PlatformEngineer',
  address: '203.0.113.91',
  /** Session Manager's preferences: whoever starts a session without naming a document uses it. */
  documentName: 'SSM-SessionManagerRunShell',
  loggingVersion: 2,
  silentVersion: 3,
  instanceIds: ['i-05e5510f0c0ffee01', 'i-05e5510f0c0ffee02', 'i-05e5510f0c0ffee03'],
  sessionIds: [
    'kwaku.mensah@example.com-b3d5f7h2j4l6n3p5r7t2v4x6z3',
    'kwaku.mensah@example.com-c4e6g2i3k5m7o4q6s2u3w5y7a4',
    'kwaku.mensah@example.com-d5f7h3j4l6n2p5r7t3v4x6z2b5',
  ],
} as const;

const { accountId, region, day, user, permissionSet, address, documentName } = SESSION_LOGGING_OFF;
const { loggingVersion, silentVersion, instanceIds, sessionIds } = SESSION_LOGGING_OFF;
const PLACE = placeOf(accountId, region);

/**
 * Session logging turned off. What shows it: the one document that says where sessions are logged gets a version that
 * names no bucket and no log group, and that version becomes the default; then come three sessions, which name no
 * document and so use it; then the old version is the default again. Whoever looks at the settings afterwards sees
 * nothing wrong: only the trail does.
 */
export function sessionLoggingOff(): readonly Happening[] {
  return scripted(PLACE, day, [
    ['07:51:20', engineer(), getDocument(PLACE, documentName)],
    ['07:52:45', engineer(), updateDocument(PLACE, silentPreferences('07:52:45'))],
    ['07:53:02', engineer(), updateDocumentDefaultVersion(PLACE, documentName, silentVersion)],
    ...sessions(),
    ['08:08:40', engineer(), updateDocumentDefaultVersion(PLACE, documentName, loggingVersion)],
  ]);
}

function engineer(): Caller {
  const session = identityCenterSession(permissionSet, user, momentOf(day, '07:45:00'));
  return network(assumedRole(PLACE, session), address, CLI_AGENT);
}

function silentPreferences(time: string): DocumentVersion {
  const at = momentOf(day, time);
  const versions = { version: silentVersion, defaultVersion: loggingVersion };
  return { name: documentName, documentType: 'Session', ...versions, content: preferencesWithoutLogs(), at };
}

function preferencesWithoutLogs(): JsonObject {
  return {
    schemaVersion: '1.0',
    description: 'Document to hold regional settings for Session Manager',
    sessionType: 'Standard_Stream',
    inputs: { s3BucketName: '', cloudWatchLogGroupName: '', cloudWatchEncryptionEnabled: false, runAsEnabled: false },
  };
}

/** Each session lasts under four minutes; the last one is left to end by itself, which nothing records. */
function sessions(): readonly ScriptLine[] {
  return sessionIds.flatMap((sessionId, i): readonly ScriptLine[] => {
    const start: ScriptLine = [
      `07:5${5 + i}:0${i}`,
      engineer(),
      startSession(PLACE, sessionId, { target: instanceIds[i] ?? '' }),
    ];
    const end: ScriptLine = [`07:5${7 + i}:30`, engineer(), terminateSession(sessionId)];
    return i === sessionIds.length - 1 ? [start] : [start, end];
  });
}
