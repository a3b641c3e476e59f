import type { AdvancedSelector, FieldSelector, TrailDescription } from './trail-description';

/** A management event that the trail may or may not log, by the fields that selectors look at. */
export interface SampleEvent {
  readonly readOnly: boolean;
  readonly eventSource: string;
  readonly eventName: string;
}

/**
 * Whether a trail logs events like this: all of them, some (a selector looks at more than is known about the event), or
 * none.
 */
export type Selected = 'all' | 'some' | 'none';

/** Whether the selectors of a trail, of either kind, take a management event. */
export function selected(trail: TrailDescription, event: SampleEvent): Selected {
  if (trail.selectors.some((selector) => takes(selector, event))) return 'all';
  const answers = trail.advancedSelectors.map((selector) => takesAdvanced(selector, event));
  return answers.find((answer) => answer === 'all') ?? answers.find((answer) => answer === 'some') ?? 'none';
}

function takes(selector: TrailDescription['selectors'][number], { readOnly, eventSource }: SampleEvent): boolean {
  const isOfKind = readOnly ? selector.reads : selector.writes;
  return selector.managementEvents && isOfKind && !selector.excludedSources.includes(eventSource);
}

function takesAdvanced(selector: AdvancedSelector, event: SampleEvent): Selected {
  const answers = selector.map((field) => holds(field, event));
  if (answers.includes(false)) return 'none';
  return answers.includes(undefined) ? 'some' : 'all';
}

/** Whether a field selector holds. Undefined if the event does not say it. */
function holds(selector: FieldSelector, event: SampleEvent): boolean | undefined {
  const value = textOf(selector.field, event);
  return value === undefined ? undefined : isSelected(selector, value);
}

function textOf(field: string, event: SampleEvent): string | undefined {
  switch (field) {
    case 'eventCategory':
      return 'Management';
    case 'readOnly':
      return String(event.readOnly);
    case 'eventSource':
      return event.eventSource;
    case 'eventName':
      return event.eventName;
    case 'eventType':
      return 'AwsApiCall';
    default:
      return undefined;
  }
}

/**
 * One of the positive operators must hold, and none of the negative ones (CloudTrail API reference:
 * AdvancedFieldSelector).
 */
function isSelected(selector: FieldSelector, value: string): boolean {
  const { equals, startsWith, endsWith, notEquals, notStartsWith, notEndsWith } = selector;
  const asked = [
    ...equals.map((text) => value === text),
    ...startsWith.map((text) => value.startsWith(text)),
    ...endsWith.map((text) => value.endsWith(text)),
  ];
  const excluded =
    notEquals.includes(value) ||
    notStartsWith.some((text) => value.startsWith(text)) ||
    notEndsWith.some((text) => value.endsWith(text));
  return !excluded && (asked.length === 0 || asked.includes(true));
}
