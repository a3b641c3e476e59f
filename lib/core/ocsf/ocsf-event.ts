import type { JsonObject, JsonValue } from '../record/json';

/** An account of AWS, or what CloudTrail names in its place. */
export interface OcsfAccount {
  readonly uid: string;
  readonly type_id: 10;
  readonly type: 'AWS Account';
}

/** Who called. */
export interface OcsfActor {
  readonly user: {
    readonly uid: string;
    readonly name?: string;
    readonly type_id: 99;
    /** CloudTrail's type of identity, `AssumedRole`. */
    readonly type: string;
    readonly credential_uid?: string;
    readonly account?: OcsfAccount;
  };
  readonly session?: {
    readonly issuer?: string;
    readonly is_mfa?: boolean;
    /** Milliseconds since 1970, and the same as text. */
    readonly created_time?: number;
    readonly created_time_dt?: string;
  };
  readonly invoked_by?: string;
}

/** From where a call came: one of address, domain and name, and the endpoint in a VPC that it went through. */
export interface OcsfSource {
  readonly ip?: string;
  readonly domain?: string;
  readonly name?: string;
  readonly uid?: string;
}

/** What a call touched. Its label says how. */
export interface OcsfResource {
  readonly uid: string;
  readonly type: string;
  readonly labels: readonly string[];
  readonly region?: string;
  readonly owner?: { readonly account: OcsfAccount };
}

/** The call itself. */
export interface OcsfApi {
  readonly operation: string;
  readonly service: { readonly name: string };
  readonly version?: string;
  readonly request: { readonly uid: string; readonly data?: JsonValue };
  readonly response?: { readonly error?: string; readonly message?: string; readonly data?: JsonValue };
}

/** An event in the Open Cybersecurity Schema Framework, version 1.6.0: API Activity (class 6003). */
export interface OcsfEvent {
  readonly category_uid: 6;
  readonly category_name: 'Application Activity';
  readonly class_uid: 6003;
  readonly class_name: 'API Activity';
  readonly activity_id: number;
  readonly activity_name: string;
  readonly type_uid: number;
  readonly type_name: string;
  readonly severity_id: 1;
  readonly severity: 'Informational';
  readonly status_id: 1 | 2;
  readonly status: 'Success' | 'Failure';
  readonly status_code?: string;
  /** Milliseconds since 1970, and the same as text. */
  readonly time: number;
  readonly time_dt: string;
  readonly metadata: {
    readonly version: '1.6.0';
    readonly uid: string;
    readonly profiles: readonly string[];
    readonly product: {
      readonly name: 'CloudTrail';
      readonly vendor_name: 'AWS';
      readonly version?: string;
      readonly feature?: { readonly name: string };
    };
    readonly log_provider: 'AWS';
    readonly event_code?: string;
    readonly original_time: string;
  };
  readonly cloud: { readonly provider: 'AWS'; readonly region?: string; readonly account?: OcsfAccount };
  readonly api: OcsfApi;
  readonly actor: OcsfActor;
  readonly src_endpoint: OcsfSource;
  readonly dst_endpoint: { readonly svc_name: string };
  readonly http_request?: { readonly user_agent: string };
  readonly resources?: readonly OcsfResource[];
  /** What OCSF has no place for: other members of the record, and what this project knows beside them. */
  readonly unmapped: JsonObject;
}
