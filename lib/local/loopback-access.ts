import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The address that embedded services listen on. */
export const LOOPBACK = '127.0.0.1';

/** The region that the embedded services say they are in. */
export const EMBEDDED_REGION = 'us-east-1';

/** What a client of the SDK needs to reach an embedded service. */
export interface EmbeddedSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Bytes of a secret. */
const SECRET_BYTES = 32;

/** The access key id in a request that is signed as AWS asks (Signature Version 4). */
const ACCESS_KEY_ID = /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\//;

const FORBIDDEN = 403;

/** The credentials of this process. Its embedded services check only the access key id, which nobody can guess. */
const CREDENTIALS: EmbeddedSettings['credentials'] = { accessKeyId: randomSecret(), secretAccessKey: randomSecret() };

/**
 * Makes a server answer only clients with the credentials of this process. Other programs on this machine do not have
 * them. Pages in a browser do not have them either, and reveal themselves by an `Origin`, or by a `Host` whose name
 * leads to loopback (DNS rebinding). All of them get status 403 before the server reads anything of their request. Call
 * this once the server has its own listener.
 */
export function requireCredentials(server: Server): void {
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (!isAdmitted(request)) response.writeHead(FORBIDDEN, { connection: 'close' }).end();
    else for (const listener of listeners) Reflect.apply(listener, server, [request, response]);
  });
}

/** How clients of this process reach one of its listening servers. */
export function settingsOf(server: Server): EmbeddedSettings {
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://${LOOPBACK}:${port}`, region: EMBEDDED_REGION, credentials: CREDENTIALS };
}

function isAdmitted({ headers, socket }: IncomingMessage): boolean {
  if (headers.origin !== undefined || headers.host !== `${LOOPBACK}:${socket.localPort}`) return false;
  const [, accessKeyId = ''] = ACCESS_KEY_ID.exec(headers.authorization ?? '') ?? [];
  return timingSafeEqual(digest(accessKeyId), digest(CREDENTIALS.accessKeyId));
}

function randomSecret(): string {
  return randomBytes(SECRET_BYTES).toString('hex');
}

/** Has the same length for every text, as a comparison in constant time needs. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
