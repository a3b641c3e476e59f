/** A template, as far as statements can be read from it. */
export interface TemplateWithDemands {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** Where a stack will be deployed, and as what. */
export interface Destination {
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
}

/** The outputs that others have to act on before the first deployment: statements for their policies. */
const BEFORE_DEPLOYING = /^(?:\w+PolicyStatements?|LogBucketNotificationConfiguration|LogBucketForwardingRule)$/;

/**
 * The statements that keys, buckets and topics of others need, as they will be in a deployed stack's outputs. A topic
 * that the stack will make has no ARN yet. Its place takes the pattern of all topics of the stack, which a condition on
 * an ARN takes as well.
 */
export function resolvedDemands(template: TemplateWithDemands, to: Destination): Readonly<Record<string, unknown>> {
  const resolve = resolverOf(template, to);
  const demands = Object.entries(template.Outputs ?? {}).filter(([key]) => BEFORE_DEPLOYING.test(key));
  return Object.fromEntries(demands.map(([key, { Value }]) => [key, JSON.parse(String(resolve(Value)))]));
}

function resolverOf(template: TemplateWithDemands, { account, region, stackName }: Destination) {
  const partition = partitionOf(region);
  const names: Readonly<Record<string, string>> = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': partition,
    'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    'AWS::StackName': stackName,
  };
  const reference = (id: string): string => {
    if (names[id] !== undefined) return names[id];
    if (template.Resources[id]?.Type === 'AWS::SNS::Topic') {
      return `arn:${partition}:sns:${region}:${account}:${stackName}-*`;
    }
    throw new Error(`${id} is not known before the deployment`);
  };
  const resolve = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const [[name, argument] = ['', undefined]]: [string, unknown][] = Object.entries(value);
    const parts: readonly unknown[] = Array.isArray(argument) ? argument : [];
    switch (name) {
      case 'Ref':
        return reference(String(argument));
      case 'Fn::Join':
        return [parts[1]].flat().map(resolve).join(String(parts[0]));
      case 'Fn::Equals':
        return resolve(parts[0]) === resolve(parts[1]);
      case 'Fn::Or':
        return parts.some((each) => resolve(each) === true);
      case 'Fn::If':
        return resolve(resolve(template.Conditions?.[String(parts[0])]) === true ? parts[1] : parts[2]);
      default:
        throw new Error(`${name} cannot be resolved before the deployment`);
    }
  };
  return resolve;
}

/** The partition by the beginning of the region's name. */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('eusc-') ? 'aws-eusc' : 'aws';
}
