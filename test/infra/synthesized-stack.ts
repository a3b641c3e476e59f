import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DISABLE_ASSET_STAGING_CONTEXT } from 'aws-cdk-lib/cx-api';
import { context as projectContext } from '../../cdk.json';
import { AuditStack } from '../../lib/infra/audit-stack';
import { type Configuration, readConfiguration } from '../../lib/infra/settings/configuration';

/** The project's own context, so that feature flags are those of a deployment. */
export const TEST_CONTEXT = projectContext;

/** A stack of the default configuration but for the overrides. */
export function auditStack(app: App, overrides: Partial<Configuration> = {}): AuditStack {
  const configuration = { ...readConfiguration(TEST_CONTEXT), ...overrides };
  return new AuditStack(app, configuration.stackName, { configuration });
}

/** The template of such a stack, made once for the same overrides. Whether it is valid is the matter of one test, not of each. */
export function synthesized(overrides: Partial<Configuration> = {}): Template {
  const key = JSON.stringify(overrides, (_, value) => (value instanceof Map ? [...value] : value));
  const template = templates.get(key) ?? newTemplate(overrides);
  templates.set(key, template);
  return template;
}

const templates = new Map<string, Template>();

/** Without what takes long and nobody here looks at: a copy of each function, and where in the code each resource is made. */
function newTemplate(overrides: Partial<Configuration>): Template {
  const context = { ...TEST_CONTEXT, [DISABLE_ASSET_STAGING_CONTEXT]: true };
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return Template.fromStack(auditStack(new App({ context, builtinCloudFormationValidation: false }), overrides));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** A resource as it stands in a template. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly deletionPolicy: string | undefined;
  readonly properties: Record<string, unknown>;
}

/** All resources of a template. */
export function resourcesOf(template: Template): readonly Resource[] {
  const resources: Record<string, Record<string, unknown>> = template.toJSON()['Resources'];
  return Object.entries(resources).map(([id, resource]) => ({
    id,
    type: String(resource['Type']),
    deletionPolicy: resource['DeletionPolicy'] === undefined ? undefined : String(resource['DeletionPolicy']),
    properties: { ...Object(resource['Properties']) },
  }));
}

/** The one resource of a type whose logical ID begins so, after the name of the audit that it belongs to. */
export function resourceOf(template: Template, type: string, idPrefix: string): Resource {
  const [found, ...others] = resourcesOf(template).filter(
    (each) => each.type === type && each.id.replace(/^Audit/, '').startsWith(idPrefix),
  );
  if (!found || others.length > 0)
    throw new Error(`expected one ${type} named ${idPrefix}…, found ${others.length + 1}`);
  return found;
}

/** A statement of a policy, its references as text. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

/** The statements of the policy that is attached to a resource of this logical ID. */
export function resourcePolicyOf(template: Template, policyType: string, resourceId: string): readonly Statement[] {
  const policies = resourcesOf(template).filter(
    ({ type, properties }) =>
      type === policyType &&
      JSON.stringify([properties['Bucket'], properties['Queues'], properties['Topics']]).includes(`"${resourceId}"`),
  );
  return policies.flatMap(({ properties }) => statementsOf(properties['PolicyDocument']));
}

/** The statements of a policy document. */
export function statementsOf(document: unknown): readonly Statement[] {
  return Object(document).Statement;
}

/** A resolved value as one line: references in angle brackets, joins joined. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(asText).join(' ');
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = Object(value);
  if (ref) return `<${ref}>`;
  if (attribute) return `<${attribute.join('.')}>`;
  if (join) return join[1].map(asText).join(join[0]);
  return JSON.stringify(value);
}
