import { administrator } from '../callers';
import { arnOf } from '../place';
import type { SampleCall } from '../sample-call';
import { type Activity, type Scene, uuidIn } from '../scene';

/** Fleet Manager's remote desktop: request and response keys are capitalised, as nowhere else in the family. */
export const GUI_CONNECT_ACTIVITIES: readonly Activity[] = [
  { by: administrator, call: (scene) => startConnection(scene) },
  { by: administrator, call: (scene) => onConnection('GetConnection', scene) },
  { by: administrator, call: (scene) => onConnection('CancelConnection', scene) },
];

function startConnection(scene: Scene): SampleCall {
  return {
    service: 'ssm-guiconnect',
    eventName: 'StartConnection',
    requestParameters: { AuthType: 'Credentials', InstanceId: scene.instanceId, Protocol: 'RDP' },
    responseElements: { ConnectionArn: connectionArn(scene) },
  };
}

function onConnection(eventName: string, scene: Scene): SampleCall {
  return { service: 'ssm-guiconnect', eventName, requestParameters: { ConnectionArn: connectionArn(scene) } };
}

function connectionArn(scene: Scene): string {
  return arnOf(scene.place, 'ssm-guiconnect', `connection/${uuidIn(scene, 'connection')}`);
}
