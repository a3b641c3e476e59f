import type { JsonObject } from '../lib/core/record/json';
import type { Place } from './place';

/** What was called, and what CloudTrail writes about it. Who called, where and when stand beside it. */
export interface SampleCall {
  /** The host label of the event source: `ssm` for `ssm.amazonaws.com`. */
  readonly service: string;
  readonly eventName: string;
  readonly requestParameters: JsonObject | null;
  /** Absent for the reads that answer nothing in the log: written as null. */
  readonly responseElements?: JsonObject | null;
  readonly resources?: readonly JsonObject[];
  readonly errorCode?: string;
  readonly errorMessage?: string;
  /** Absent where the name tells it: `Get…`, `List…` and `Describe…` read. */
  readonly readOnly?: boolean;
  /** `1.11` unless said: several versions circulate at once. */
  readonly eventVersion?: string;
  /** `AwsApiCall` unless said. */
  readonly eventType?: string;
  /** A data event: `managementEvent` false, `eventCategory` Data. */
  readonly dataEvent?: true;
  readonly additionalEventData?: JsonObject;
  readonly serviceEventDetails?: JsonObject;
  /** The tie between the records that several accounts got of one action. */
  readonly sharedEventID?: string;
  readonly addendum?: JsonObject;
  /** Drawn from the seed unless a story needs to name it. */
  readonly eventID?: string;
  readonly requestID?: string;
}

/** Who called, and from where. */
export interface Caller {
  readonly userIdentity: JsonObject | null;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
  /** Whether the call came over the network: then CloudTrail writes `tlsDetails`, for calls inside AWS it does not. */
  readonly overTls: boolean;
  readonly fromConsole?: true;
}

/** A call of somebody, somewhere, at a moment (milliseconds since 1970). */
export interface Happening {
  readonly at: number;
  readonly place: Place;
  readonly caller: Caller;
  readonly call: SampleCall;
}
