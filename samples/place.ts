import { SeededRandom } from './seeded-random';

/** Where a call was made: the account and region, and the partition that they are in. */
export interface Place {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

/** The place of an account and a region; the partition follows from the region's name. */
export function placeOf(accountId: string, region: string): Place {
  return { partition: partitionOf(region), accountId, region };
}

/** The ARN of a regional thing: `arn:aws:ssm:eu-central-1:111122223333:document/Name`. */
export function arnOf(place: Place, service: string, resource: string): string {
  return `arn:${place.partition}:${service}:${place.region}:${place.accountId}:${resource}`;
}

/** The ARN of a thing of IAM or STS, which have no region. */
export function globalArnOf(place: Place, service: 'iam' | 'sts', resource: string): string {
  return `arn:${place.partition}:${service}::${place.accountId}:${resource}`;
}

/** The ARN of a parameter: one slash after `parameter`, whether or not the name begins with one. */
export function parameterArn(place: Place, name: string): string {
  return arnOf(place, 'ssm', `parameter/${name.replace(/^\//, '')}`);
}

/** The element of `resources` that Systems Manager writes on management events: ARN and account, never a type. */
export function resourceOf(place: Place, arn: string): { readonly accountId: string; readonly ARN: string } {
  return { accountId: place.accountId, ARN: arn };
}

/** The `index`-th EC2 instance of a place, always the same. */
export function instanceIdOf(place: Place, index: number): string {
  return `i-0${SeededRandom.of(`${place.accountId}/${place.region}/instance/${index}`).hex(16)}`;
}

/** The `index`-th hybrid node of a place, always the same. */
export function hybridNodeIdOf(place: Place, index: number): string {
  return `mi-0${SeededRandom.of(`${place.accountId}/${place.region}/node/${index}`).hex(16)}`;
}

function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}
