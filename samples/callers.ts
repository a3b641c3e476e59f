import type { JsonObject } from '../lib/core/record/json';
import { assumedRole, iamUser, iamUserThroughService, type RoleSession } from './identities';
import { hybridNodeIdOf } from './place';
import type { Caller } from './sample-call';
import { HOUR_MS, MINUTE_MS } from './sample-time';
import type { Scene } from './scene';

/** Who works at the sample company: the names that questions can be asked about. */
export const ADMINISTRATOR = 'ana.lopez@example.com';
export const DEVELOPER = 'mateo.jackson';
export const PIPELINE_ROLE = 'deploy-pipeline';
export const APPLICATION_ROLE = 'orders-service';
export const INSTANCE_ROLE = 'web-server-role';
export const HYBRID_ROLE = 'hybrid-node-role';

/** Addresses of the documentation ranges: the office, the NAT gateway of the instances, the build service. */
export const OFFICE_ADDRESS = '203.0.113.20';
export const INSTANCES_ADDRESS = '198.51.100.24';
const BUILD_ADDRESS = '198.51.100.80';
const APPLICATION_ADDRESS = '192.0.2.50';
const HYBRID_ADDRESS = '192.0.2.130';

/** User agents as their makers write them. */
export const CONSOLE_AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0';
export const CLI_AGENT = 'aws-cli/2.31.9 md/awscrt#0.27.6 ua/2.1 os/linux#6.12 md/arch#x86_64 lang/python#3.13.7';
export const SSM_AGENT = 'aws-sdk-go/1.55.5 (go1.23.4; linux; amd64) amazon-ssm-agent/3.3.3050.0';
/** The agent sends no user agent of its own on its channels: Go writes this one. */
const CHANNEL_AGENT = 'Go-http-client/1.1';
/** How a request for a role's token comes in the sample of the Systems Manager user guide: from a client in Java. */
export const TOKEN_AGENT = 'Apache-HttpClient/UNAVAILABLE (Java/1.8.0_442)';
const TERRAFORM_AGENT = 'APN/1.0 HashiCorp/1.0 Terraform/1.13.1 (+https://www.terraform.io) aws-sdk-go-v2/1.38.3';
const APPLICATION_AGENT = 'aws-sdk-js/3.900.0 ua/2.1 os/linux#5.10 lang/js md/nodejs#24.1.0 api/ssm#3.900.0';

/** A person signed in through IAM Identity Center, in the console. */
export function administrator(scene: Scene): Caller {
  const session = identityCenterSession('SystemsAdministrator', ADMINISTRATOR, scene.at);
  return { ...person(assumedRole(scene.place, session), CONSOLE_AGENT), fromConsole: true };
}

/** An IAM user at a terminal, with a long-term key. */
export function developer(scene: Scene): Caller {
  return person(iamUser(scene.place, DEVELOPER), CLI_AGENT);
}

/** A deployment pipeline that says, by its source identity, for whom it runs. */
export function pipeline(scene: Scene): Caller {
  const session = { roleName: PIPELINE_ROLE, rolePath: '/ci/', sessionName: 'deploy-1842', sourceIdentity: DEVELOPER };
  return network(roleIn(scene, session), BUILD_ADDRESS, TERRAFORM_AGENT);
}

/** An application that reads its configuration. */
export function application(scene: Scene): Caller {
  const session = { roleName: APPLICATION_ROLE, sessionName: 'orders-service' };
  return network(roleIn(scene, session), APPLICATION_ADDRESS, APPLICATION_AGENT);
}

/** The agent on the scene's EC2 instance: the role's session is named for the instance. */
export function agent(scene: Scene): Caller {
  const session = { roleName: INSTANCE_ROLE, sessionName: scene.instanceId, onInstance: true } as const;
  return network(roleIn(scene, session), INSTANCES_ADDRESS, SSM_AGENT);
}

/** The agent on the scene's EC2 instance, where it opens its channels. */
export function agentOnChannel(scene: Scene): Caller {
  return { ...agent(scene), userAgent: CHANNEL_AGENT };
}

/** The agent on an instance that has no role of its own (Default Host Management Configuration). */
export function defaultHostAgent(scene: Scene): Caller {
  const roleName = 'AWSSystemsManagerDefaultEC2InstanceManagementRole';
  const session = { roleName, rolePath: '/service-role/', sessionName: scene.instanceId };
  return network(roleIn(scene, session), INSTANCES_ADDRESS, SSM_AGENT);
}

/** The agent on a hybrid node: the session is named for the `mi-…`. */
export function hybridAgent(scene: Scene): Caller {
  const session = { roleName: HYBRID_ROLE, rolePath: '/service-role/', sessionName: hybridNodeIdOf(scene.place, 0) };
  return network(roleIn(scene, session), HYBRID_ADDRESS, SSM_AGENT);
}

/** The agent on a hybrid node, when it asks for the credentials of its role. */
export function hybridAgentForToken(scene: Scene): Caller {
  return { ...hybridAgent(scene), userAgent: TOKEN_AGENT };
}

/** State Manager running an association: Systems Manager calls itself through its service-linked role. */
export function stateManager(scene: Scene): Caller {
  const service = 'ssm.amazonaws.com';
  return insideAws(
    roleIn(scene, {
      roleName: 'AWSServiceRoleForAmazonSSM',
      rolePath: `/aws-service-role/${service}/`,
      sessionName: 'StateManagerService',
      invokedBy: service,
    }),
    service,
  );
}

/** CloudFormation acting in a developer's name: the developer's ARN and the service's stand in one identity. */
export function cloudFormationForDeveloper(scene: Scene): Caller {
  const service = 'cloudformation.amazonaws.com';
  return insideAws(iamUserThroughService(scene.place, DEVELOPER, scene.at - MINUTE_MS, service), service);
}

/** A person at the office. */
export function person(userIdentity: JsonObject, userAgent: string): Caller {
  return network(userIdentity, OFFICE_ADDRESS, userAgent);
}

/** A caller who comes over the network. */
export function network(userIdentity: JsonObject | null, sourceIPAddress: string, userAgent: string): Caller {
  return { userIdentity, sourceIPAddress, userAgent, overTls: true };
}

/** A caller inside AWS: CloudTrail writes the service, or `AWS Internal`, as address and as user agent. */
export function insideAws(userIdentity: JsonObject | null, service: string): Caller {
  return { userIdentity, sourceIPAddress: service, userAgent: service, overTls: false };
}

/** The session of a person in IAM Identity Center: the role is made for the permission set, the session is the user. */
export function identityCenterSession(permissionSet: string, user: string, at: number): RoleSession {
  return {
    roleName: `AWSReservedSSO_${permissionSet}_0123456789abcdef`,
    rolePath: '/aws-reserved/sso.amazonaws.com/eu-central-1/',
    sessionName: user,
    startedAt: startOfHour(at),
  };
}

/** A session of a role in the scene's account that began with the hour. */
export function roleIn(scene: Scene, session: Omit<RoleSession, 'startedAt'>): JsonObject {
  return assumedRole(scene.place, { ...session, startedAt: startOfHour(scene.at) });
}

/** The hour's beginning: sessions of the samples last an hour, as those of the metadata service roughly do. */
export function startOfHour(at: number): number {
  return at - (at % HOUR_MS);
}
