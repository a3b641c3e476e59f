import type { JsonObject } from '../../lib/core/record/json';
import { administrator, developer, pipeline } from '../callers';
import { arnOf, type Place, resourceOf } from '../place';
import type { SampleCall } from '../sample-call';
import { localeTime } from '../sample-time';
import { type Activity, type Scene, uuidIn } from '../scene';
import { SeededRandom } from '../seeded-random';

/** A version of a document of one's own. */
export interface DocumentVersion {
  readonly name: string;
  readonly documentType: 'Command' | 'Session' | 'Automation';
  readonly version: number;
  readonly defaultVersion: number;
  /** The document itself, which CloudTrail does not redact (up to 100 KB). */
  readonly content: JsonObject;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** `CreateDocument`. */
export function createDocument(place: Place, document: DocumentVersion): SampleCall {
  const { name, documentType, content } = document;
  const request = { name, content: JSON.stringify(content), documentType, documentFormat: 'JSON' };
  return writingCall(place, 'CreateDocument', document, request);
}

/** `UpdateDocument`: makes a new version, which is not used before it is made the default. */
export function updateDocument(place: Place, document: DocumentVersion): SampleCall {
  const { name, content } = document;
  const request = { name, content: JSON.stringify(content), documentVersion: '$LATEST', documentFormat: 'JSON' };
  return writingCall(place, 'UpdateDocument', document, request);
}

/** `UpdateDocumentDefaultVersion`: from here on, whoever uses the document uses this version. */
export function updateDocumentDefaultVersion(place: Place, name: string, version: number): SampleCall {
  const documentVersion = String(version);
  return {
    ...onDocument(place, 'UpdateDocumentDefaultVersion', name, { documentVersion }),
    responseElements: { description: { name, defaultVersion: documentVersion } },
  };
}

/** `GetDocument`. */
export function getDocument(place: Place, name: string): SampleCall {
  return onDocument(place, 'GetDocument', name, { documentFormat: 'JSON' });
}

/** `DeleteDocument`. */
export function deleteDocument(place: Place, name: string): SampleCall {
  return { ...onDocument(place, 'DeleteDocument', name, {}), responseElements: null };
}

/** `ModifyDocumentPermission`: shares a document with accounts, or with `all`. */
export function shareDocument(place: Place, name: string, accountIdsToAdd: readonly string[]): SampleCall {
  const request = { permissionType: 'Share', accountIdsToAdd, sharedDocumentVersion: '$DEFAULT' };
  return { ...onDocument(place, 'ModifyDocumentPermission', name, request), responseElements: {} };
}

const DEPLOY_DOCUMENT = 'Orders-DeployRelease';

/** A document's life: made, changed, made the default, described, shared with an account and with everybody, deleted. */
export const DOCUMENT_ACTIVITIES: readonly Activity[] = [
  { by: pipeline, call: (scene) => createDocument(scene.place, deployDocument(scene, 1)) },
  { by: pipeline, call: (scene) => updateDocument(scene.place, deployDocument(scene, 2)) },
  { by: pipeline, call: ({ place }) => updateDocumentDefaultVersion(place, DEPLOY_DOCUMENT, 2) },
  { by: administrator, call: (scene) => reviewDocument(scene) },
  { by: developer, call: ({ place }) => getDocument(place, DEPLOY_DOCUMENT) },
  { by: developer, call: ({ place }) => shareDocument(place, DEPLOY_DOCUMENT, ['999988887777']) },
  { by: developer, call: ({ place }) => shareDocument(place, DEPLOY_DOCUMENT, ['all']) },
  { by: pipeline, call: ({ place }) => deleteDocument(place, 'Orders-DeployRelease-Old') },
];

function deployDocument(scene: Scene, version: number): DocumentVersion {
  const inputs = { runCommand: [`/opt/orders/deploy --release 2026.${version}`] };
  const mainSteps = [{ action: 'aws:runShellScript', name: 'deploy', inputs }];
  const content = { schemaVersion: '2.2', description: 'deploys a release', mainSteps };
  return { name: DEPLOY_DOCUMENT, documentType: 'Command', version, defaultVersion: 1, content, at: scene.at };
}

function reviewDocument(scene: Scene): SampleCall {
  const review = { action: 'Approve', comment: [{ type: 'Comment', content: uuidIn(scene, 'review') }] };
  const request = { documentVersion: '2', documentReviews: review };
  return { ...onDocument(scene.place, 'UpdateDocumentMetadata', DEPLOY_DOCUMENT, request), responseElements: {} };
}

function writingCall(place: Place, eventName: string, document: DocumentVersion, request: JsonObject): SampleCall {
  return {
    ...onDocument(place, eventName, document.name, request),
    responseElements: { documentDescription: descriptionOf(place, document) },
  };
}

function descriptionOf(place: Place, document: DocumentVersion): JsonObject {
  const { name, documentType, version, defaultVersion, content, at } = document;
  return {
    hash: SeededRandom.of(JSON.stringify(content)).hex(64),
    hashType: 'Sha256',
    name,
    owner: place.accountId,
    createdDate: localeTime(at, ''),
    status: version === 1 ? 'Creating' : 'Updating',
    documentVersion: String(version),
    description: '',
    parameters: [],
    platformTypes: ['Windows', 'Linux', 'MacOS'],
    documentType,
    schemaVersion: '2.2',
    latestVersion: String(version),
    defaultVersion: String(defaultVersion),
    documentFormat: 'JSON',
    tags: [],
  };
}

function onDocument(place: Place, eventName: string, name: string, request: JsonObject): SampleCall {
  const resources = [resourceOf(place, arnOf(place, 'ssm', `document/${name}`))];
  return { service: 'ssm', eventName, requestParameters: { name, ...request }, resources };
}
