import { CLI_AGENT, insideAws, person, startOfHour } from '../callers';
import {
  federatedUser,
  identityCenterUser,
  persistentRole,
  rootUser,
  typelessService,
  unknownIdentity,
} from '../identities';
import { type Activity, sessionIdIn } from '../scene';
import { describeInstanceInformation } from './nodes';
import { describeParameters, getParameter } from './parameters';
import { startSession } from './sessions';

const SYSTEMS_MANAGER = 'ssm.amazonaws.com';
/** The account that owns the Identity Center instance: the organization's management account, not the one called in. */
const IDENTITY_CENTER_ACCOUNT = '999988887777';

/**
 * Systems Manager called by the kinds of identity that are rare: the root user, a federated user, a role as itself, a
 * user of Identity Center, a service without a type, somebody unknown, and nobody. Those that only STS sees stand with
 * the other services.
 */
export const IDENTITY_KIND_ACTIVITIES: readonly Activity[] = [
  {
    by: ({ place, at }) => person(rootUser(place, startOfHour(at)), CLI_AGENT),
    call: (scene) => startSession(scene.place, sessionIdIn(scene, 'root'), { target: scene.instanceId }),
  },
  {
    by: ({ place, at }) => person(federatedUser(place, 'nikhil.rao', 'federation-broker', startOfHour(at)), CLI_AGENT),
    call: ({ place }) => getParameter(place, '/orders/staging/db-password', true),
  },
  {
    by: ({ place }) => person(persistentRole(place, 'inventory-reader'), CLI_AGENT),
    call: () => describeParameters('/orders'),
  },
  {
    by: () => person(identityCenterUser(IDENTITY_CENTER_ACCOUNT, 'li.juan'), CLI_AGENT),
    call: () => describeInstanceInformation(),
  },
  {
    by: ({ place }) => insideAws(typelessService(place, SYSTEMS_MANAGER), SYSTEMS_MANAGER),
    call: () => describeInstanceInformation(),
  },
  { by: ({ place }) => person(unknownIdentity(place), CLI_AGENT), call: () => describeParameters('/') },
  { by: () => insideAws(null, 'AWS Internal'), call: () => describeInstanceInformation() },
];
