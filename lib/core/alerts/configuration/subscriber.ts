import { type ConfigurationValue, refuse } from './configuration-value';

/** How SNS reaches a subscriber (SNS API reference: Subscribe). */
export const SUBSCRIBER_PROTOCOLS = ['email', 'https', 'sqs', 'lambda'] as const;
export type SubscriberProtocol = (typeof SUBSCRIBER_PROTOCOLS)[number];

/** A person or a thing that gets the messages of an alert topic. */
export interface Subscriber {
  readonly protocol: SubscriberProtocol;
  /** An address, a URL or an ARN, as SNS takes it. */
  readonly endpoint: string;
}

const EXPECTED =
  'an email address, an https:// URL, or the ARN of an SQS queue or a Lambda function, such as "security@example.com"';

/** The form of an endpoint shows its protocol. A FIFO queue cannot subscribe to a standard topic. */
const ENDPOINTS: { readonly [protocol in SubscriberProtocol]: RegExp } = {
  email: /^[^\s@:/]{1,64}@[^\s@:/]{1,255}$/,
  https: /^https:\/\/[^\s/]{1,255}(?:\/\S{0,1700})?$/,
  sqs: /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}$/,
  lambda: /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]{1,64}(?::[\w$-]{1,128})?$/,
};

/** A subscriber, written as its endpoint. */
export function parseSubscriber(value: ConfigurationValue): Subscriber | undefined {
  const { given } = value;
  if (typeof given !== 'string') return refuse(value, EXPECTED);
  const protocol = SUBSCRIBER_PROTOCOLS.find((each) => ENDPOINTS[each].test(given));
  return protocol === undefined ? refuse(value, EXPECTED) : { protocol, endpoint: given };
}
