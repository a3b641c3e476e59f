import { isIP } from 'node:net';
import { type JsonValue, textAt } from '../record/json';
import type { StoredEvent } from '../rows/stored-event';
import type { OcsfSource } from './ocsf-event';

/**
 * The name of a host, as of a service that calls for somebody: labels of letters, digits and hyphens, of which the last has a
 * letter, so that a broken address is no name.
 */
const DOMAIN =
  /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9][A-Za-z0-9-]{0,62})*\.[A-Za-z][A-Za-z0-9-]{0,62}$/;

/**
 * Where a call came from. CloudTrail writes an address, the name of a service (`ssm.amazonaws.com`) or `AWS Internal` into one
 * field ("Record contents"); OCSF has a place for each.
 */
export function ocsfSource({ sourceIPAddress }: StoredEvent, record: JsonValue | undefined): OcsfSource {
  const endpoint = textAt(record, 'vpcEndpointId');
  return { ...placeOf(sourceIPAddress ?? 'unknown'), ...(endpoint !== undefined && { uid: endpoint }) };
}

function placeOf(source: string): OcsfSource {
  if (isIP(source) !== 0) return { ip: source };
  return DOMAIN.test(source) ? { domain: source } : { name: source };
}
