import { GUARD_TABLE } from '../guard/guard-table';
import { NEIGHBOUR_CALLS } from '../neighbours/neighbour-calls';
import { familyOf } from '../record/event-source';
import type { JsonObject } from '../record/json';

/**
 * A class of kept records, as far as a rule can be judged by it before any record exists: what is certain about its
 * members, and which members it cannot have.
 */
export interface RecordClass {
  /** The source, and the name if only certain names are kept. */
  readonly known: JsonObject;
  /** Paths that no record of the class has. */
  readonly absent: readonly string[];
  /** Texts that a path does not have in any record of the class, in folded case. */
  readonly excluded?: Readonly<Record<string, string>>;
}

/** Longer texts may be cut in a row, so that they say nothing about those of the record. */
const WHOLE_CHARACTERS = 128;

/** Whether a text of a row is certainly the one that its record has. */
export function isWholeText(text: string | undefined): text is string {
  return text !== undefined && text !== '' && text.length <= WHOLE_CHARACTERS;
}

/** The sources of kept records: those of Systems Manager, and a stage before release. */
const SYSTEMS_MANAGER_SOURCES = [
  'ssm',
  'ssm-guiconnect',
  'ssm-incidents',
  'gamma-ssm-incidents',
  'ssm-contacts',
  'ssm-quicksetup',
  'ssm-sap',
  'ssmmessages',
  'ec2messages',
].map((label) => `${label}.amazonaws.com`);

/** The calls of KMS that take an encryption context, by which their records are related (KMS API reference). */
const ENCRYPTING_CALLS = [
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
];

const KMS_CLASSES: readonly RecordClass[] = [
  ...ENCRYPTING_CALLS.map((eventName) => ofKms(eventName, ['sourceEncryptionContext', 'destinationEncryptionContext'])),
  ofKms('ReEncrypt', ['encryptionContext']),
];

/** Calls that tamper with the system itself, if they name something of its stack. */
const GUARD_CLASSES: readonly RecordClass[] = GUARD_TABLE.flatMap(({ eventSource, calls }) =>
  calls.map(({ eventName }) => ({ known: { eventSource, eventName }, absent: [] })),
);

/** Calls of neighbours, which are kept where they are turned on. */
const NEIGHBOUR_CLASSES: readonly RecordClass[] = Object.values(NEIGHBOUR_CALLS).flatMap(
  ({ eventSource, eventNames }) => eventNames.map((eventName) => ({ known: { eventSource, eventName }, absent: [] })),
);

function ofKms(eventName: string, absent: readonly string[]): RecordClass {
  const known = { eventSource: 'kms.amazonaws.com', eventName };
  return { known, absent: absent.map((context) => `requestParameters.${context}`) };
}

/**
 * The classes of records that are kept.
 *
 * @param eventSources sources that a rule names: those of the family that are not known today count as well
 */
export function recordClasses(eventSources: readonly string[]): readonly RecordClass[] {
  const sources = new Set([...SYSTEMS_MANAGER_SOURCES, ...eventSources.filter(isOfFamily)]);
  return [
    ...[...sources].map((eventSource) => ({ known: { eventSource }, absent: [] })),
    ...KMS_CLASSES,
    ...GUARD_CLASSES,
    ...NEIGHBOUR_CLASSES,
  ];
}

function isOfFamily(eventSource: string): boolean {
  return familyOf({ eventSource }) === 'systems-manager';
}
