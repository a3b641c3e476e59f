import { normalisedEventTime } from '../event/event-time';
import { isJsonObject, type JsonObject, member } from '../record/json';

/** A log file as a digest lists it. */
export interface SignedLogFile {
  readonly bucket: string;
  readonly key: string;
  /** SHA-256 of the decompressed content, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** What a digest says about the one before it in its chain. */
export interface PreviousDigest {
  readonly bucket: string;
  readonly key: string;
  /** The SHA-256 of its decompressed content, in hexadecimal, if known. */
  readonly sha256?: string;
}

/**
 * The content of a digest file: what CloudTrail delivered in an hour (CloudTrail user guide: digest file structure).
 */
export interface Digest {
  readonly bucket: string;
  readonly key: string;
  /** As it is written and signed. */
  readonly endTimeText: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly fingerprint: string;
  /** Undefined at the beginning of a chain. */
  readonly previous: PreviousDigest | undefined;
  /** The signature of the one before, as it is in the signed text; null at the beginning of a chain. */
  readonly previousSignature: string | null;
  readonly logFiles: readonly SignedLogFile[];
}

/** The content is not a digest. */
export class MalformedDigestError extends Error {
  constructor(readonly problem: string) {
    super(`not a digest: ${problem}`);
    this.name = 'MalformedDigestError';
  }
}

/** A digest from its decompressed content, or `MalformedDigestError`. */
export function parseDigest(content: Uint8Array): Digest {
  const json = parsed(content);
  const previousSignature = member(json, 'previousDigestSignature');
  if (previousSignature !== null && typeof previousSignature !== 'string') throw missing('previousDigestSignature');
  const endTimeText = text(json, 'digestEndTime');
  return {
    bucket: text(json, 'digestS3Bucket'),
    key: text(json, 'digestS3Object'),
    endTimeText,
    startTime: time(json, 'digestStartTime'),
    endTime: time(json, 'digestEndTime'),
    fingerprint: text(json, 'digestPublicKeyFingerprint'),
    previous: previousOf(json),
    previousSignature,
    logFiles: logFilesOf(json),
  };
}

function parsed(content: Uint8Array): JsonObject {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
    if (isJsonObject(json)) return json;
  } catch {
    throw new MalformedDigestError('it is not JSON');
  }
  throw new MalformedDigestError('it is not a JSON object');
}

function previousOf(json: JsonObject): PreviousDigest | undefined {
  const [bucket, key] = [member(json, 'previousDigestS3Bucket'), member(json, 'previousDigestS3Object')];
  if (typeof bucket !== 'string' || typeof key !== 'string') return undefined;
  const sha256 = member(json, 'previousDigestHashValue');
  return { bucket, key, ...(typeof sha256 === 'string' && { sha256 }) };
}

function logFilesOf(json: JsonObject): readonly SignedLogFile[] {
  const listed = member(json, 'logFiles');
  if (!Array.isArray(listed)) throw missing('logFiles');
  return listed.map((entry) => ({
    bucket: text(entry, 's3Bucket'),
    key: text(entry, 's3Object'),
    sha256: text(entry, 'hashValue'),
  }));
}

function text(json: unknown, name: string): string {
  const value = member(json, name);
  if (typeof value !== 'string') throw missing(name);
  return value;
}

function time(json: JsonObject, name: string): string {
  const value = normalisedEventTime(text(json, name));
  if (value === undefined) throw new MalformedDigestError(`its ${name} is not a time`);
  return value;
}

function missing(name: string): MalformedDigestError {
  return new MalformedDigestError(`it has no ${name}`);
}
