import { createHash } from 'node:crypto';
import { member } from '../record/json';
import { MANIFEST_FILE, type ManifestEntry } from './package-manifest';

/** What DSSE calls the statement that is signed. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** What in-toto calls this form of statement, and what we call what ours says. */
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const PREDICATE_TYPE = 'urn:ssm-audit:evidence:1';

/** An envelope of DSSE (github.com/secure-systems-lab/dsse): a payload and signatures over it, in base64. */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** An envelope is not what DSSE and in-toto ask for, or is about other files. */
export class MalformedEnvelopeError extends Error {
  constructor(readonly problem: string) {
    super(problem);
    this.name = 'MalformedEnvelopeError';
  }
}

/** The in-toto statement about a package: its subjects are all its files, the manifest among them. `about` says what of. */
export function statementOf(files: readonly ManifestEntry[], manifest: string, about: object): Uint8Array {
  const manifestSha256 = createHash('sha256').update(manifest).digest('hex');
  const subjects = [...files, { path: MANIFEST_FILE, sha256: manifestSha256 }];
  const statement = {
    _type: STATEMENT_TYPE,
    subject: subjects.map(({ path, sha256 }) => ({ name: path, digest: { sha256 } })),
    predicateType: PREDICATE_TYPE,
    predicate: about,
  };
  return new TextEncoder().encode(JSON.stringify(statement));
}

/** The bytes that are signed: DSSE's pre-authentication encoding of a payload. */
export function signedBytes(payloadType: string, payload: Uint8Array): Uint8Array {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** An envelope from its text. Throws `MalformedEnvelopeError`. */
export function readEnvelope(text: string): Envelope {
  const json = parsed(text);
  const [payloadType, payload, signatures] = ['payloadType', 'payload', 'signatures'].map((name) => member(json, name));
  if (payloadType !== PAYLOAD_TYPE) throw new MalformedEnvelopeError(`expected "payloadType": "${PAYLOAD_TYPE}"`);
  if (!isBase64(payload) || !Array.isArray(signatures) || signatures.length === 0) {
    throw new MalformedEnvelopeError('expected a payload and its signatures');
  }
  return { payloadType, payload, signatures: signatures.map(readSignature) };
}

/** Whether a text is base64 as an encoder writes it: decoders pass over other characters, so that a changed text could say the same. */
function isBase64(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  const bytes = Buffer.from(text, 'base64');
  const unpadded = text.replace(/=+$/, '');
  return text === bytes.toString('base64') || unpadded === bytes.toString('base64url');
}

function readSignature(signature: unknown): Envelope['signatures'][number] {
  const [keyid, sig] = [member(signature, 'keyid'), member(signature, 'sig')];
  if (!isBase64(sig)) throw new MalformedEnvelopeError('a signature has no sig in base64');
  return { keyid: typeof keyid === 'string' ? keyid : '', sig };
}

/** The hashes that the signed statement gives, by the names of files. Throws `MalformedEnvelopeError`. */
export function subjectsOf({ payload }: Envelope): ReadonlyMap<string, string> {
  const statement = parsed(Buffer.from(payload, 'base64').toString('utf8'));
  const subjects = member(statement, 'subject');
  if (member(statement, '_type') !== STATEMENT_TYPE || !Array.isArray(subjects)) {
    throw new MalformedEnvelopeError(`its payload is no statement: expected "_type": "${STATEMENT_TYPE}" and subjects`);
  }
  if (member(statement, 'predicateType') !== PREDICATE_TYPE) {
    throw new MalformedEnvelopeError(`its statement is of another kind: expected "predicateType": "${PREDICATE_TYPE}"`);
  }
  const hashes = new Map(subjects.map(readSubject));
  if (hashes.size < subjects.length) throw new MalformedEnvelopeError('its statement names a file twice');
  return hashes;
}

function readSubject(subject: unknown): readonly [string, string] {
  const [name, sha256] = [member(subject, 'name'), member(member(subject, 'digest'), 'sha256')];
  if (typeof name !== 'string' || typeof sha256 !== 'string') {
    throw new MalformedEnvelopeError('a subject of its statement has no name or no SHA-256');
  }
  return [name, sha256];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedEnvelopeError('it is not JSON');
  }
}
