import type { EVENT_FIELDS, EventFieldName, FieldsWith } from '../../contract/event-fields';
import type { Outcome } from '../record/outcome';
import type { Resource } from '../resources/resource';

/**
 * How a log file came to be indexed: CloudTrail announced it, somebody asked for it as history, or somebody found it
 * missing and repaired it.
 */
export const ORIGINS = ['delivery', 'backfill', 'repair'] as const;
export type Origin = (typeof ORIGINS)[number];

/** The values of each type of field. */
interface FieldValues {
  readonly text: string;
  readonly texts: readonly string[];
  readonly boolean: boolean;
  readonly mark: true;
  readonly count: number;
  readonly outcome: Outcome;
  readonly origin: Origin;
  readonly resources: readonly Resource[];
}

/** The values of a field of an event. */
export type FieldValue<Name extends EventFieldName> = FieldValues[(typeof EVENT_FIELDS)[Name]['type']];

type RequiredField = FieldsWith<{ readonly required: true }>;
type OptionalField = Exclude<FieldsWith<{ readonly from: 'record' | 'event' }>, RequiredField>;

/** What a Systems Manager record means: the fields that people ask about. Absent values are absent. */
export type AuditEvent = { readonly [Name in RequiredField]: FieldValue<Name> } & {
  readonly [Name in OptionalField]?: FieldValue<Name>;
};
