import { APPLICATIONS } from './applications';
import { AUTOMATION } from './automation';
import { DOCUMENTS } from './documents';
import { INCIDENT_MANAGER } from './incident-manager';
import { MAINTENANCE_WINDOWS } from './maintenance-windows';
import { MANAGED_NODES } from './managed-nodes';
import type { ActionTable, Mention } from './mention';
import { NEIGHBOUR_ACTIONS } from './neighbours';
import { OPERATIONS } from './operations';
import { PARAMETER_STORE } from './parameter-store';
import { PATCH_MANAGER } from './patch-manager';
import { RUN_COMMAND } from './run-command';
import { SESSION_MANAGER } from './session-manager';
import { STATE_MANAGER } from './state-manager';

const AREAS: readonly ActionTable[] = [
  SESSION_MANAGER,
  RUN_COMMAND,
  AUTOMATION,
  PARAMETER_STORE,
  DOCUMENTS,
  STATE_MANAGER,
  MAINTENANCE_WINDOWS,
  PATCH_MANAGER,
  MANAGED_NODES,
  OPERATIONS,
  INCIDENT_MANAGER,
  APPLICATIONS,
  NEIGHBOUR_ACTIONS,
];

/** A map, so that an event named `constructor` finds nothing. */
const MENTIONS: ReadonlyMap<string, readonly Mention[]> = new Map(AREAS.flatMap((area) => Object.entries(area)));

/** Where an action names its resources; empty for an action that no table knows. */
export function mentionsOf(eventName: string): readonly Mention[] {
  return MENTIONS.get(eventName) ?? [];
}
