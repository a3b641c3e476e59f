import type { StandingParts } from '../../app/deployed/standing-parts';
import type { Deadline } from '../../app/ports/deadline';
import type { StandingMapping, StandingSubscription } from '../../core/guard/part-findings';
import { member, textAt } from '../../core/record/json';
import { fromXml } from '../../core/text/xml-text';
import {
  RefusedRequestError,
  type SignedRequest,
  SignedRequests,
  type SigningConfig,
} from '../signing/signed-requests';

/** Where the services are. */
export interface ServicePlaces {
  readonly region: string;
  /** What the names of their hosts end with. It depends on the partition. */
  readonly urlSuffix: string;
  /** Where a service is instead, if it is elsewhere. */
  readonly endpointOf: (service: string) => string | undefined;
}

/** What services say where a thing, or its policy, is not there. Others answer with status 404. */
const ABSENT: readonly (string | undefined)[] = [
  'PolicyNotFoundException',
  'ResourceNotFoundException',
  'QueueDoesNotExist',
];
const NOT_FOUND = 404;

const JSON_TYPE = 'application/x-amz-json-1.0';

/** The name of a region, which becomes a part of a host's name. */
const REGION = /^[a-z0-9-]+$/;

/**
 * Asks DynamoDB, SQS, SNS and Lambda what stands of the parts of a stack, by the four requests that it takes. It builds each
 * address itself, so that what tells it the parts cannot lead a signed request elsewhere.
 */
export class SignedStandingParts implements StandingParts {
  constructor(
    private readonly signing: SigningConfig,
    private readonly places: ServicePlaces,
    private readonly deadline: Deadline,
  ) {}

  policy(arn: string): Promise<string | undefined> {
    return arn.split(':')[2] === 'dynamodb' ? this.tablePolicy(arn) : this.queuePolicy(arn);
  }

  async subscriptions(topicArn: string): Promise<readonly StandingSubscription[]> {
    const region = topicArn.split(':')[3] ?? '';
    const found: StandingSubscription[] = [];
    let after = '';
    do {
      const page = (await this.ask('sns', listing(topicArn, after), region)) ?? '';
      found.push(...[...page.matchAll(/<member>([\s\S]*?)<\/member>/g)].map(([, each = '']) => subscriptionIn(each)));
      after = element(page, 'NextToken');
    } while (after !== '');
    return found;
  }

  async mapping(uuid: string): Promise<StandingMapping | undefined> {
    const path = `/2015-03-31/event-source-mappings/${encodeURIComponent(uuid)}`;
    const answer = await this.ask('lambda', { method: 'GET', path });
    return answer === undefined ? undefined : mappingIn(JSON.parse(answer));
  }

  private async tablePolicy(arn: string): Promise<string | undefined> {
    const request = json('DynamoDB_20120810.GetResourcePolicy', { ResourceArn: arn });
    const answer = await this.ask('dynamodb', request);
    return answer === undefined ? undefined : textAt(JSON.parse(answer), 'Policy');
  }

  private async queuePolicy(arn: string): Promise<string | undefined> {
    const [, , , , account, name] = arn.split(':');
    const url = `${this.address('sqs', this.places.region)}/${account}/${name}`;
    const request = json('AmazonSQS.GetQueueAttributes', { QueueUrl: url, AttributeNames: ['Policy'] });
    const answer = await this.ask('sqs', request);
    return answer === undefined ? undefined : textAt(JSON.parse(answer), 'Attributes', 'Policy');
  }

  /** The text of the answer. Undefined if what is asked for is not there. */
  private async ask(service: string, request: AskedRequest, region = this.places.region): Promise<string | undefined> {
    const { path = '/', ...rest } = request;
    const signing = { ...this.signing, region: () => Promise.resolve(region) };
    const url = new URL(path, this.address(service, region));
    try {
      return await (await new SignedRequests(service, signing).send({ ...rest, url }, this.deadline)).text();
    } catch (error) {
      if (isAbsence(error)) return undefined;
      throw error;
    }
  }

  private address(service: string, region: string): string {
    const { endpointOf, urlSuffix } = this.places;
    const endpoint = endpointOf(service);
    if (endpoint !== undefined) return endpoint;
    if (!REGION.test(region)) throw new Error(`"${region}" is no region`);
    return `https://${service}.${region}.${urlSuffix}`;
  }
}

type AskedRequest = Omit<SignedRequest, 'url'> & { readonly path?: string };

function json(target: string, input: object): AskedRequest {
  const headers = { 'content-type': JSON_TYPE, 'x-amz-target': target };
  return { method: 'POST', headers, body: JSON.stringify(input) };
}

/** SNS takes forms and answers in XML (SNS API reference: query API). */
function listing(topicArn: string, after: string): AskedRequest {
  const asked = { Action: 'ListSubscriptionsByTopic', Version: '2010-03-31', TopicArn: topicArn };
  const body = new URLSearchParams({ ...asked, ...(after !== '' && { NextToken: after }) }).toString();
  return { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body };
}

function subscriptionIn(xml: string): StandingSubscription {
  const [protocol = '', endpoint = '', arn = ''] = ['Protocol', 'Endpoint', 'SubscriptionArn'].map((name) =>
    element(xml, name),
  );
  return { protocol, endpoint, arn };
}

function element(xml: string, name: string): string {
  return fromXml(new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '');
}

function mappingIn(answer: unknown): StandingMapping {
  const filters = member(member(answer, 'FilterCriteria'), 'Filters');
  return {
    state: textAt(answer, 'State') ?? '',
    functionArn: textAt(answer, 'FunctionArn') ?? '',
    batchSize: Number(member(answer, 'BatchSize')),
    filters: Array.isArray(filters) ? filters.map((each) => textAt(each, 'Pattern') ?? '') : [],
  };
}

function isAbsence(error: unknown): boolean {
  return error instanceof RefusedRequestError && (error.status === NOT_FOUND || ABSENT.includes(error.reason));
}
