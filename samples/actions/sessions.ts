import { ADMINISTRATOR, administrator, DEVELOPER, developer } from '../callers';
import type { Place } from '../place';
import type { SampleCall } from '../sample-call';
import { type Activity, sessionIdIn } from '../scene';
import { SeededRandom } from '../seeded-random';

const SECRET_VALUE_HIDDEN = 'Value hidden due to security reasons.';
const CELL_TOKEN_LENGTH = 60;

/** What is asked of Session Manager. Without `documentName` it is a shell, by `SSM-SessionManagerRunShell`. */
export type SessionRequest = {
  readonly target: string;
  readonly documentName?: string;
  readonly reason?: string;
  readonly parameters?: { readonly [name: string]: readonly string[] };
};

/** `StartSession`: the answer holds the session's ID and the URL of its stream, which CloudTrail does not redact. */
export function startSession(place: Place, sessionId: string, request: SessionRequest): SampleCall {
  return {
    service: 'ssm',
    eventName: 'StartSession',
    requestParameters: request,
    responseElements: streamOf(place, sessionId),
  };
}

/** `ResumeSession`: names only the session, so the instance must be known from its start. */
export function resumeSession(place: Place, sessionId: string): SampleCall {
  return {
    service: 'ssm',
    eventName: 'ResumeSession',
    requestParameters: { sessionId },
    responseElements: streamOf(place, sessionId),
  };
}

/** `TerminateSession`. A session that ends by itself leaves no such record. */
export function terminateSession(sessionId: string): SampleCall {
  return {
    service: 'ssm',
    eventName: 'TerminateSession',
    requestParameters: { sessionId },
    responseElements: { sessionId },
  };
}

/** `DescribeSessions` with the filters of the console's list. */
export function describeSessions(target: string): SampleCall {
  const filters = [{ key: 'Target', value: target }];
  return { service: 'ssm', eventName: 'DescribeSessions', requestParameters: { state: 'Active', filters } };
}

/** An administrator's shell from start to end, a port forward, a shell in a container, and a look at who is connected. */
export const SESSION_ACTIVITIES: readonly Activity[] = [
  { by: developer, call: (scene) => describeSessions(scene.instanceId) },
  {
    by: administrator,
    call: (scene) =>
      startSession(scene.place, sessionIdIn(scene, ADMINISTRATOR), {
        target: scene.instanceId,
        reason: 'CHG-4711 disk is full',
      }),
  },
  { by: administrator, call: (scene) => resumeSession(scene.place, sessionIdIn(scene, ADMINISTRATOR)) },
  { by: administrator, call: (scene) => terminateSession(sessionIdIn(scene, ADMINISTRATOR)) },
  {
    by: developer,
    call: (scene) =>
      startSession(scene.place, sessionIdIn(scene, DEVELOPER), {
        target: scene.instanceId,
        documentName: 'AWS-StartPortForwardingSession',
        parameters: { portNumber: ['8080'], localPortNumber: ['18080'] },
      }),
  },
  {
    by: developer,
    call: (scene) =>
      startSession(scene.place, `ecs-execute-command-${SeededRandom.of(scene.thread).hex(17)}`, {
        target: `ecs:orders_${'0123456789abcdef'.repeat(2)}_${'0123456789abcdef'.repeat(2)}-0123456789`,
      }),
  },
];

function streamOf(place: Place, sessionId: string) {
  const token = SeededRandom.of(sessionId).alphanumeric(CELL_TOKEN_LENGTH);
  const channel = `wss://ssmmessages.${place.region}.amazonaws.com/v1/data-channel/${sessionId}`;
  return {
    sessionId,
    tokenValue: SECRET_VALUE_HIDDEN,
    streamUrl: `${channel}?role=publish_subscribe&cell-number=EXAMPLE${token}`,
  };
}
