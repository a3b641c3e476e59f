import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { sha256Of } from '../../../lib/core/integrity/digest-signature';
import { generatedCorpus } from '../../../samples/generated-corpus';
import type { SampleLogFile } from '../../../samples/log-file';

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-2';
export const TRAIL = 'ssm_audit';
export const BUCKET = 'audit-logs';

/** When the first file's records begin, and how long a digest covers. */
export const BEGIN = '2026-03-02T00:00:00Z';
const HOUR_MS = 60 * 60 * 1000;

/** A log file may come every five minutes; of an hour's twelve these first ones do. */
const SLOTS_PER_HOUR = 12;
export const FILES_PER_HOUR = 3;

/** CloudTrail's key of one region at one time, both halves. */
export interface Signer {
  readonly fingerprint: string;
  readonly privateKey: KeyObject;
  /** As `ListPublicKeys` gives it. */
  readonly publicKey: string;
}

/** An object as it stands in the bucket. */
export interface TrailObject {
  readonly body: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
}

/** How a trail is made. */
export interface TrailOptions {
  readonly bucket?: string;
  /** Who signs the digest of each hour: as many digests are made. */
  readonly signers: readonly Signer[];
  /** Hours, from 0, in which nothing is delivered. */
  readonly emptyHours?: readonly number[];
  /** Hours whose digest begins a chain: the trail had been stopped. */
  readonly beginnings?: readonly number[];
  readonly recordsPerFile?: number;
  /** Log files of the first hour, instead of generated ones. */
  readonly files?: readonly SignedFile[];
}

/** A log file to sign; one of bytes may be damaged. */
interface SignedFile {
  readonly key: string;
  readonly body: string | Buffer;
}

/** A trail's log files and signed digests, by key. */
export interface SignedTrail {
  readonly bucket: string;
  readonly objects: Map<string, TrailObject>;
  /** Keys in the order of their time. */
  readonly digests: readonly string[];
  readonly logFiles: readonly string[];
}

/** The bits of CloudTrail's own keys. */
export const CLOUDTRAIL_BITS = 2048;

/** Half the bits of CloudTrail's keys are enough for a test, and make a key in a tenth of the time. */
export function signer(fingerprint: string, modulusLength = CLOUDTRAIL_BITS / 2): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
  const der = publicKey.export({ format: 'der', type: 'pkcs1' });
  return { fingerprint, privateKey, publicKey: der.toString('base64') };
}

/** The JSON that `aws cloudtrail list-public-keys` prints. */
export function publicKeyList(...signers: readonly Signer[]): string {
  const list = signers.map(({ fingerprint, publicKey }) => ({
    Value: publicKey,
    ValidityStartTime: '2026-01-01T00:00:00+00:00',
    ValidityEndTime: '2026-12-31T00:00:00+00:00',
    Fingerprint: fingerprint,
  }));
  return JSON.stringify({ PublicKeyList: list });
}

/** Log files of a few hours and the digests over them, as CloudTrail delivers them. */
export function signedTrail(options: TrailOptions): SignedTrail {
  const { bucket = BUCKET, signers, emptyHours = [], beginnings = [0], recordsPerFile = 4 } = options;
  const corpus = generatedCorpus({
    seed: 7,
    files: signers.length * SLOTS_PER_HOUR,
    recordsPerFile,
    systemsManagerShare: 0.5,
    from: BEGIN,
    accounts: [ACCOUNT],
    regions: [REGION],
  });
  const objects = new Map<string, TrailObject>();
  const digests: string[] = [];
  const hours = hoursOf([...corpus]);
  let previous: PreviousLink | undefined;
  for (const [hour, by] of signers.entries()) {
    const files = emptyHours.includes(hour) ? [] : (options.files ?? hours[hour] ?? []);
    for (const { key, body } of files) objects.set(key, { body: gzipSync(body), metadata: {} });
    const made = signedDigest({ bucket, hour, by, files, previous: beginnings.includes(hour) ? undefined : previous });
    objects.set(made.key, made.object);
    digests.push(made.key);
    previous = made.link;
  }
  return { bucket, objects, digests, logFiles: [...objects.keys()].filter((key) => !digests.includes(key)) };
}

interface PreviousLink {
  readonly key: string;
  readonly sha256: string;
  readonly signature: string;
}

interface DigestPlan {
  readonly bucket: string;
  readonly hour: number;
  readonly by: Signer;
  readonly files: readonly SignedFile[];
  readonly previous: PreviousLink | undefined;
  /** Whether the digest lists what that of its hour had left out. */
  readonly isBackfill?: boolean;
  /** Name and home region of the trail, as the name of a digest has them. */
  readonly trail?: string;
  /** The region whose log files it lists. */
  readonly region?: string;
}

/** The log files of each hour. */
function hoursOf(files: readonly SampleLogFile[]): readonly (readonly SampleLogFile[])[] {
  return Array.from({ length: files.length / SLOTS_PER_HOUR }, (_, hour) =>
    files.slice(hour * SLOTS_PER_HOUR).slice(0, FILES_PER_HOUR),
  );
}

/** One digest, signed: `overrides` change what it says before it is. */
export function signedDigest(
  { bucket, hour, by, files, previous, isBackfill = false, trail = `${TRAIL}_${REGION}`, region = REGION }: DigestPlan,
  overrides: object = {},
) {
  // Digests end some time after the hour, not on it.
  const [start, end] = [hour, hour + 1].map((at) => isoTime(Date.parse(BEGIN) + at * HOUR_MS + 91_000));
  const key = digestKey(end ?? '', isBackfill ? '_backfill' : '', trail, region);
  const digest = {
    awsAccountId: ACCOUNT,
    digestStartTime: start,
    digestEndTime: end,
    digestS3Bucket: bucket,
    digestS3Object: key,
    digestPublicKeyFingerprint: by.fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: null,
    oldestEventTime: null,
    previousDigestS3Bucket: previous ? bucket : null,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous?.sha256 ?? null,
    previousDigestHashAlgorithm: previous ? 'SHA-256' : null,
    previousDigestSignature: previous?.signature ?? null,
    logFiles: files.map((file) => ({
      s3Bucket: bucket,
      s3Object: file.key,
      hashValue: sha256Of(Buffer.from(file.body)),
      hashAlgorithm: 'SHA-256',
    })),
    ...overrides,
  };
  const content = Buffer.from(JSON.stringify(digest));
  const text = `${end}\n${bucket}/${key}\n${sha256Of(content)}\n${previous?.signature ?? 'null'}`;
  const signature = sign('sha256', Buffer.from(text), by.privateKey).toString('hex');
  const object = {
    body: gzipSync(content),
    metadata: {
      signature,
      'signature-algorithm': 'SHA256withRSA',
      ...(isBackfill && { 'backfill-generation-timestamp': '2026-03-02T06:00:00Z' }),
    },
  };
  return { key, content, signature, object, link: { key, sha256: sha256Of(content), signature } };
}

function digestKey(end: string, suffix: string, trail: string, region: string): string {
  const day = end.slice(0, 10).replaceAll('-', '/');
  const stamp = end.replace(/[-:]/g, '');
  return `AWSLogs/${ACCOUNT}/CloudTrail-Digest/${region}/${day}/${ACCOUNT}_CloudTrail-Digest_${region}_${trail}_${stamp}${suffix}.json.gz`;
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
