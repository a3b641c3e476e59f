import { type EventFieldName, fieldsInCsv } from '../../contract/event-fields';
import type { StoredEvent } from '../rows/stored-event';
import { type SummaryHead, summaryHead } from './event-summary';
import { type Counted, Tally } from './tally';
import type { TimeWindow } from './timeline';

/** Fields that you can group events by: those in CSV. `resources` groups by id, each resource separately. */
export const GROUP_FIELDS = fieldsInCsv();
export type GroupField = EventFieldName;

/** Whether you can group by the field of this name. */
export function isGroupField(name: string): name is GroupField {
  return GROUP_FIELDS.some((field) => field === name);
}

/** The values that events of one group share. Absent if the events have none. */
export type GroupValues = { readonly [Field in GroupField]?: string | boolean };

/**
 * Events grouped by the values of fields, the largest group first. With `resources` among the fields, an event counts
 * in the group of each resource that it touched, so the counts may add up to more than `total`.
 */
export interface EventGroups extends SummaryHead {
  readonly groups: readonly Counted<GroupValues>[];
}

/** Counts events by the values of fields, one event after the other, and keeps none. */
export class GroupCounter {
  private total = 0;
  private readonly groups = new Tally<GroupValues>();

  constructor(private readonly fields: readonly GroupField[]) {}

  /** Counts one event. */
  add(event: StoredEvent): void {
    this.total += 1;
    for (const resource of this.fields.includes('resources') ? resourceIds(event) : [undefined]) {
      this.groups.add(this.valuesOf(event, resource));
    }
  }

  /** The groups so far. */
  summary(window: Omit<TimeWindow, 'now'>): EventGroups {
    return { ...summaryHead(window, this.total), groups: this.groups.list() };
  }

  private valuesOf(event: StoredEvent, resource: string | undefined): GroupValues {
    const values = this.fields.map((field) => [field, field === 'resources' ? resource : event[field]] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  }
}

/** An event without resources is in the group that has none. */
function resourceIds({ resources = [] }: StoredEvent): readonly (string | undefined)[] {
  return resources.length === 0 ? [undefined] : [...new Set(resources.map(({ id }) => id))];
}
