import { compileTexts } from '../correlations/event-texts';
import { compileFieldPath } from '../match/field-path';
import { isMap } from '../match/scalar-text';
import type { StoredEvent } from '../rows/stored-event';
import { isDerived } from '../rules/derived-fields';
import { resourceKindIn } from '../rules/step-placeholders';
import { alertResources } from './alert-resources';
import { withoutCredentials } from './credential-text';
import type { ObservedEvent } from './observed-event';

/** An event, and the texts of the group that it counts in, by the names of their fields. */
export interface StepEvent extends ObservedEvent {
  readonly groupTexts?: ReadonlyMap<string, string>;
}

/**
 * What a placeholder of a next step stands for, by its name; undefined where the event does not have it. A name is
 * `resource.<kind>` (the first resource of that kind), `eventTime` with an offset (`eventTime-24h`), a field of the event
 * (`awsRegion`, `roleArn`, `ref`), or else a path into the record (`requestParameters.keyId`).
 */
export function stepValue(name: string, { event, record, groupTexts }: StepEvent): string | undefined {
  // An alert of first sight is about one event, which has the texts of its group.
  const ofGroup = groupTexts?.get(name) ?? (isDerived(name) ? compileTexts(name)({ event, record: {} })[0] : undefined);
  if (ofGroup !== undefined) return withoutCredentials(ofGroup) === ofGroup ? ofGroup : undefined;
  const kind = resourceKindIn(name);
  if (kind !== undefined) return resourceId(event, kind);
  const [, sign, count, unit] = TIME.exec(name) ?? [];
  if (unit !== undefined) return timeAround(event.eventTime, Number(`${sign}${count}`) * (UNIT_MS[unit] ?? 0));
  const value = fieldOf(event, name) ?? (record === undefined ? undefined : scalarAt(name, record));
  // What looks like a credential goes into no alert.
  return CHOSEN.test(name) && value && withoutCredentials(value) !== value ? undefined : value;
}

/** The first resource of a kind. None if an alert shows only a part of its id, which a command could not use. */
function resourceId(event: StoredEvent, kind: string): string | undefined {
  const id = event.resources?.find((resource) => resource.kind === kind)?.id;
  return alertResources(event).some((shown) => shown.kind === kind && shown.id === id) ? id : undefined;
}

/** Fields with text that the caller chooses, or that quotes such text. */
const CHOSEN = /^(?:requestParameters|responseElements|additionalEventData|reason|errorMessage|userAgent)(?:\.|$)/;

const TIME = /^eventTime([+-])(\d{1,4})([mhd])$/;

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The form that `--since` and `--until` take, without milliseconds. */
function timeAround(eventTime: string | undefined, offsetMs: number): string | undefined {
  const time = Date.parse(eventTime ?? '') + offsetMs;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

function fieldOf(event: StoredEvent, name: string): string | undefined {
  const value = Object.entries(event).find(([field]) => field === name)?.[1];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function scalarAt(path: string, record: NonNullable<ObservedEvent['record']>): string | undefined {
  let found: string | undefined;
  compileFieldPath(path)(record, (value) => {
    if (value !== undefined && value !== null && !Array.isArray(value) && !isMap(value)) found = String(value);
    return found !== undefined;
  });
  return found;
}
