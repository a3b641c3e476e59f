import { isJsonObject, type JsonObject, type JsonValue, textAt, valueAt } from '../record/json';
import type { StoredEvent } from '../rows/stored-event';
import { who } from '../rows/who';

/** The document that holds the preferences of Session Manager, logging among them, for an account in a region. */
export const PREFERENCES_DOCUMENT = 'SSM-SessionManagerRunShell';

/** The calls that change which preferences are in force. */
export const PREFERENCES_EVENTS = [
  'CreateDocument',
  'UpdateDocument',
  'UpdateDocumentDefaultVersion',
  'DeleteDocument',
];

/** A change of the preferences, with its record. */
export interface PreferencesChange {
  readonly event: StoredEvent;
  readonly record?: JsonObject;
}

/** Where the preferences that were in force put the transcript of a session. */
export interface TranscriptPlace {
  /** `unknown` where no record tells, `nowhere` where the preferences name neither bucket nor log group. */
  readonly kind: 'somewhere' | 'nowhere' | 'unknown';
  readonly bucket?: string;
  readonly prefix?: string;
  readonly logGroup?: string;
  /** The change that put it in force. */
  readonly ref?: string;
  readonly since?: string;
  readonly by?: string;
  /** What the change was: a new version (`UpdateDocument`) counts once it is the default one. */
  readonly eventName?: string;
  readonly version?: string;
}

/**
 * Where the transcript of a session would lie, as the last change of the preferences before it says.
 *
 * @param changes successful changes of the document before the session, the newest first
 */
export function transcriptPlace(changes: readonly PreferencesChange[]): TranscriptPlace {
  const [last] = changes;
  if (last === undefined) return { kind: 'unknown' };
  const { event, record } = last;
  const asked = textAt(record, 'requestParameters', 'documentVersion');
  const isSwitch = event.eventName === 'UpdateDocumentDefaultVersion';
  const written = isSwitch ? changes.find((each) => makes(each, asked)) : last;
  const inputs = inputsOf(written?.record);
  const change = {
    ref: event.ref,
    since: event.eventTime ?? '',
    by: who(event),
    eventName: event.eventName ?? '',
    ...(isSwitch && asked !== undefined && { version: asked }),
  };
  return inputs === undefined ? { kind: 'unknown', ...change } : { ...placeIn(inputs), ...change };
}

function makes({ event, record }: PreferencesChange, version: string | undefined): boolean {
  const made = valueAt(record, 'responseElements', 'documentDescription', 'documentVersion');
  const isWriting = event.eventName === 'UpdateDocument' || event.eventName === 'CreateDocument';
  const isFirst = event.eventName === 'CreateDocument' && version === '1';
  return isWriting && version !== undefined && (isFirst || String(made) === version);
}

/** Undefined where the record does not have the document, or not as JSON. */
function inputsOf(record: JsonObject | undefined): JsonValue | undefined {
  const content = valueAt(record, 'requestParameters', 'content');
  const document = typeof content === 'string' ? parsed(content) : content;
  const inputs = valueAt(document, 'inputs');
  return isJsonObject(inputs) ? inputs : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function placeIn(inputs: JsonValue): TranscriptPlace {
  const bucket = textAt(inputs, 's3BucketName') || undefined;
  const prefix = textAt(inputs, 's3KeyPrefix') || undefined;
  const logGroup = textAt(inputs, 'cloudWatchLogGroupName') || undefined;
  if (bucket === undefined && logGroup === undefined) return { kind: 'nowhere' };
  return {
    kind: 'somewhere',
    ...(bucket !== undefined && { bucket }),
    ...(prefix !== undefined && { prefix }),
    ...(logGroup !== undefined && { logGroup }),
  };
}
