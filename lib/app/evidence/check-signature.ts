import type { KeyObject } from 'node:crypto';
import {
  fingerprintOf,
  isSignedBy,
  readSignerKey,
  UnreadableSignerKeyError,
} from '../../core/evidence/envelope-signature';
import { ENVELOPE_FILE, MANIFEST_FILE } from '../../core/evidence/package-manifest';
import { type Envelope, MalformedEnvelopeError, readEnvelope, subjectsOf } from '../../core/evidence/signed-envelope';
import type { PackageReader } from '../ports/evidence/package-files';
import { type CheckedFiles, type Difference, textOf } from './check-files';
import { SIGNER_KEY_FILE } from './seal-package';

/**
 * What the signature of a package proves: `valid` by the key that was given; `not checked` because no key was, although the
 * shipped one fits; `none`, because there is no signature; `wrong`.
 */
export interface CheckedSignature {
  readonly state: 'valid' | 'not checked' | 'none' | 'wrong';
  /** The fingerprint of the key by which it was looked at. */
  readonly fingerprint?: string;
  readonly differences: readonly Difference[];
}

/** Checks the signed statement about a package, with the signer's key from elsewhere if there is one. */
export async function checkSignature(
  reader: PackageReader,
  files: CheckedFiles,
  given: KeyObject | undefined,
): Promise<CheckedSignature> {
  const text = await textOf(reader, ENVELOPE_FILE);
  if (text === undefined) return unsigned(files, given);
  try {
    const envelope = readEnvelope(text);
    const key = given ?? (await shippedKey(reader));
    const differences = [...signatureProblems(envelope, key), ...subjectProblems(envelope, files)];
    if (differences.length > 0) return { state: 'wrong', differences };
    return { state: given ? 'valid' : 'not checked', ...(key && { fingerprint: fingerprintOf(key) }), differences };
  } catch (error) {
    if (error instanceof MalformedEnvelopeError) return wrong(error.problem);
    if (error instanceof UnreadableSignerKeyError) return wrong(error.message, SIGNER_KEY_FILE);
    throw error;
  }
}

function unsigned({ manifest }: CheckedFiles, given: KeyObject | undefined): CheckedSignature {
  if (given) return wrong('it is not there, although a key is given to check it');
  return manifest.has(SIGNER_KEY_FILE) ? wrong("it is not there, although the signer's key is") : none();
}

async function shippedKey(reader: PackageReader): Promise<KeyObject | undefined> {
  const text = await textOf(reader, SIGNER_KEY_FILE);
  return text === undefined ? undefined : readSignerKey(Buffer.from(text));
}

function signatureProblems(envelope: Envelope, key: KeyObject | undefined): readonly Difference[] {
  if (!key) return [{ subject: SIGNER_KEY_FILE, reason: 'it is not there, although the package is signed' }];
  const fingerprint = fingerprintOf(key);
  if (!isSignedBy(envelope, key))
    return [{ subject: ENVELOPE_FILE, reason: `its signature is not that of the key ${fingerprint}` }];
  // DSSE does not sign the name of the key. Where somebody else signed as well, the names of others are theirs.
  if (envelope.signatures.some(({ keyid }) => keyid === '' || keyid === fingerprint)) return [];
  return [{ subject: ENVELOPE_FILE, reason: `its signature has the name of another key: expected ${fingerprint}` }];
}

/** The statement is about each file with its hash, and about no other: else the manifest is another than was signed. */
function subjectProblems(envelope: Envelope, { manifest, manifestSha256 }: CheckedFiles): readonly Difference[] {
  const signed = subjectsOf(envelope);
  const listed = new Map([...manifest.values()].map(({ path, sha256 }) => [path, sha256]));
  listed.set(MANIFEST_FILE, manifestSha256);
  return [...new Set([...signed.keys(), ...listed.keys()])].flatMap((subject) => {
    const reason = subjectProblem(signed.get(subject), listed.get(subject));
    return reason === undefined ? [] : [{ subject, reason }];
  });
}

function subjectProblem(signed: string | undefined, listed: string | undefined): string | undefined {
  if (listed === undefined) return 'the signed statement is about it, but the manifest does not list it';
  if (signed === undefined) return 'the manifest lists it, but the signed statement is not about it';
  return signed === listed ? undefined : 'it is not what was signed';
}

function wrong(reason: string, subject = ENVELOPE_FILE): CheckedSignature {
  return { state: 'wrong', differences: [{ subject, reason }] };
}

function none(): CheckedSignature {
  return { state: 'none', differences: [] };
}
