import { scalarText } from '../match/scalar-text';
import { type JsonObject, type JsonValue, valueAt } from '../record/json';
import { isRedacted } from '../record/redaction-marker';
import type { ResourceKind } from '../resources/resource';
import { elements, type ValuePath, valuesAt } from '../resources/value-path';

/** What a call did to a thing that it changed: in one word, with the version that came of it, and what else tells apart. */
export interface ChangeOfCall {
  readonly change: string;
  readonly version?: string | undefined;
  readonly details: readonly string[];
}

type Told = (record: JsonObject, kind: ResourceKind) => ChangeOfCall;

/** The accounts of `ModifyDocumentPermission` may be the word `all`: everybody. */
const EVERYBODY = 'all';

/**
 * The calls that say more than their verb. Values of parameters and settings are never read: these say what changed, not
 * to what. Where the paths are from, `lib/core/resources/actions` says.
 */
const CALLS: ReadonlyMap<string, Told> = new Map<string, Told>([
  ['PutParameter', putParameter],
  ['LabelParameterVersion', labelled],
  ['UnlabelParameterVersion', unlabelled],
  ['CreateDocument', told('created', 'responseElements.documentDescription.documentVersion', 'request.documentType')],
  ['UpdateDocument', told('updated', 'responseElements.documentDescription.documentVersion')],
  ['UpdateDocumentDefaultVersion', told('made default', 'requestParameters.documentVersion')],
  ['UpdateDocumentMetadata', told('reviewed', 'requestParameters.documentVersion', 'request.documentReviews.action')],
  ['DeleteDocument', deletedDocument],
  ['ModifyDocumentPermission', shared],
  ['CreateAssociation', associated('created')],
  ['CreateAssociationBatch', associated('created')],
  ['UpdateAssociation', associated('updated')],
  ['DeleteAssociation', associated('deleted')],
  ['RegisterTargetWithMaintenanceWindow', inWindow('target added', 'created')],
  ['UpdateMaintenanceWindowTarget', inWindow('target updated', 'updated')],
  ['DeregisterTargetFromMaintenanceWindow', inWindow('target removed', 'removed')],
  ['RegisterTaskWithMaintenanceWindow', inWindow('task added', 'created')],
  ['UpdateMaintenanceWindowTask', inWindow('task updated', 'updated')],
  ['DeregisterTaskFromMaintenanceWindow', inWindow('task removed', 'removed')],
  ['RegisterDefaultPatchBaseline', told('made default')],
  ['RegisterPatchBaselineForPatchGroup', patchGroup('registered')],
  ['DeregisterPatchBaselineForPatchGroup', patchGroup('deregistered')],
  ['AddTagsToResource', told('tagged', undefined, 'request.tags.key')],
  ['TagResource', told('tagged', undefined, 'request.tags.key')],
  ['RemoveTagsFromResource', told('untagged', undefined, 'request.tagKeys')],
  ['UntagResource', told('untagged', undefined, 'request.tagKeys')],
  ['PutResourcePolicy', told('policy set')],
  ['DeleteResourcePolicy', told('policy deleted')],
]);

/** What other calls do, by how their names begin. */
const VERBS: readonly (readonly [begins: RegExp, change: string])[] = [
  [/^Create/, 'created'],
  [/^(?:Put|Update|Modify)/, 'updated'],
  [/^(?:Delete|Remove)/, 'deleted'],
  [/^Register/, 'registered'],
  [/^Deregister/, 'deregistered'],
  [/^Reset/, 'reset'],
  [/^(?:Cancel|Stop|Terminate)/, 'ended'],
  [/^Resume/, 'resumed'],
];

/** What a successful call did to a thing of a kind. `isCreated` says that the call brought it into being. */
export function changeOfCall(
  eventName: string,
  record: JsonObject,
  kind: ResourceKind,
  isCreated: boolean,
): ChangeOfCall {
  const call = CALLS.get(eventName);
  if (call) return call(record, kind);
  const verb = VERBS.find(([begins]) => begins.test(eventName))?.[1] ?? 'changed';
  return { change: isCreated ? 'created' : verb, details: [] };
}

/** Without a version in the answer, only the request tells: what may be overwritten may also be new, and is `written`. */
function putParameter(record: JsonObject): ChangeOfCall {
  const version = textOf(valueAt(record, 'responseElements', 'version'));
  const mayOverwrite = textOf(valueAt(record, 'requestParameters', 'overwrite')) === 'true';
  const isNew = version === undefined ? !mayOverwrite : version === '1';
  const change = isNew ? 'created' : version === undefined ? 'written' : 'overwritten';
  const keys = textsAt(record, 'request.keyId').map((key) => `key ${key}`);
  return { change, version, details: [...textsAt(record, 'request.type'), ...keys] };
}

/** A label that is refused changes nothing (`invalidLabels`). */
function labelled(record: JsonObject): ChangeOfCall {
  const version =
    textOf(valueAt(record, 'responseElements', 'parameterVersion')) ??
    textOf(valueAt(record, 'requestParameters', 'parameterVersion'));
  return { change: 'labelled', version, details: movedLabels(record) };
}

function unlabelled(record: JsonObject): ChangeOfCall {
  const version = textOf(valueAt(record, 'requestParameters', 'parameterVersion'));
  return { change: 'unlabelled', version, details: movedLabels(record) };
}

/** The labels that a call set or took away: those that were asked for and not refused. */
export function movedLabels(record: JsonObject): readonly string[] {
  const refused = new Set(textsAt(record, 'response.invalidLabels'));
  return textsAt(record, 'request.labels').filter((label) => !refused.has(label));
}

/** Without a version, the document is gone with all of them. */
function deletedDocument(record: JsonObject): ChangeOfCall {
  const [version] = [...textsAt(record, 'request.documentVersion'), ...textsAt(record, 'request.versionName')];
  return { change: version === undefined ? 'deleted' : 'version deleted', version, details: [] };
}

function shared(record: JsonObject): ChangeOfCall {
  const [added, removed] = [textsAt(record, 'request.accountIdsToAdd'), textsAt(record, 'request.accountIdsToRemove')];
  const version = textOf(valueAt(record, 'requestParameters', 'sharedDocumentVersion'));
  const changes = [...(added.length > 0 ? ['shared'] : []), ...(removed.length > 0 ? ['unshared'] : [])];
  const whom = (account: string) => (account === EVERYBODY ? 'everybody' : account);
  return {
    change: changes.join(' and ') || 'shared',
    version,
    details: [
      ...added.map((account) => `with ${whom(account)}`),
      ...removed.map((account) => `no longer with ${whom(account)}`),
    ],
  };
}

function associated(change: string): Told {
  return (record) => {
    const description = valueAt(record, 'responseElements', 'associationDescription');
    const version = textOf(valueAt(description, 'associationVersion'));
    const documents = [
      ...textsAt(record, 'request.name'),
      ...textsAt(record, 'request.entries.name'),
      ...textsAt(record, 'response.associationDescription.name'),
    ];
    return { change, version, details: [...new Set(documents)].map((name) => `document ${name}`) };
  };
}

/** A call on a part of a window changes the window, and is about the part. */
function inWindow(changeOfWindow: string, changeOfPart: string): Told {
  return (record, kind) => {
    const isWindow = kind === 'maintenanceWindow';
    const tasks = textsAt(record, 'request.taskArn').map((task) => `task ${task}`);
    return { change: isWindow ? changeOfWindow : changeOfPart, details: tasks };
  };
}

function patchGroup(change: string): Told {
  return (record, kind) => {
    const [other, path] =
      kind === 'patchGroup'
        ? (['baseline', 'request.baselineId'] as const)
        : (['patch group', 'request.patchGroup'] as const);
    return { change, details: textsAt(record, path).map((text) => `${other} ${text}`) };
  };
}

/** A change with the version at a path from the record's root, and the texts at another. */
function told(change: string, version?: string, details?: ValuePath): Told {
  return (record) => ({
    change,
    version: version === undefined ? undefined : textOf(valueAt(record, ...version.split('.'))),
    details: details === undefined ? [] : textsAt(record, details),
  });
}

function textsAt(record: JsonObject, path: ValuePath): readonly string[] {
  return valuesAt(record, path).flatMap((value) => elements(value).flatMap((each) => textOf(each) ?? []));
}

/** The text of a scalar. Undefined if there is none, if it is empty, or if the service wrote a redaction in its place. */
function textOf(value: JsonValue | undefined): string | undefined {
  const text = scalarText(value);
  return text === undefined || text === '' || isRedacted(text) ? undefined : text;
}
