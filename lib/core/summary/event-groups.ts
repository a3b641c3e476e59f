import { type EventFieldName, fieldsInCsv } from '../../contract/event-fields';
import type { Resource } from '../resources/resource';
import type { StoredEvent } from '../rows/stored-event';
import { accountOfPrincipal, accountOfResource, apartByAccount, type InAccount } from './apart-by-account';
import { type SummaryHead, summaryHead } from './event-summary';
import { type Counted, type Seen, seenOnce, Tally } from './tally';
import type { TimeWindow } from './timeline';

/** Fields that you can group events by: those in CSV. `resources` groups by id, each resource separately. */
export const GROUP_FIELDS = fieldsInCsv();
export type GroupField = EventFieldName;

/** Whether you can group by the field of this name. */
export function isGroupField(name: string): name is GroupField {
  return GROUP_FIELDS.some((field) => field === name);
}

/** The values that events of one group share. Absent if the events have none. */
export type GroupValues = { readonly [Field in GroupField]?: string | boolean } & InAccount;

/**
 * Events grouped by the values of fields, the largest group first. With `resources` among the fields, an event counts
 * in the group of each resource that it touched, so the counts may add up to more than `total`.
 */
export interface EventGroups extends SummaryHead {
  readonly groups: readonly Counted<GroupValues>[];
}

/** The fields of an event that its groups depend on. */
function groupedBy(fields: readonly GroupField[]): readonly EventFieldName[] {
  const account: readonly EventFieldName[] = fields.includes('resources') ? ['recipientAccountId'] : [];
  const principal: readonly EventFieldName[] = fields.includes('actor')
    ? ['userIdentityArn', 'recipientAccountId']
    : [];
  return [...new Set([...fields, ...account, ...principal])];
}

/** Counts events by the values of fields, and keeps none. */
export class GroupCounter {
  private total = 0;
  private readonly groups = new Tally<GroupValues>();

  /** The fields of an event that its groups depend on. */
  readonly fields: readonly EventFieldName[];

  /** `asked` are the fields to group by. */
  constructor(private readonly asked: readonly GroupField[]) {
    this.fields = groupedBy(asked);
  }

  /** Counts events that are alike in `fields`. */
  add(event: StoredEvent, seen: Seen = seenOnce(event.eventTime)): void {
    this.total += seen.times;
    const counted = this.asked.includes('resources') ? resourcesOf(event) : [undefined];
    const groups = counted.map((resource) => this.valuesOf(event, resource));
    for (const values of new Map(groups.map((each) => [JSON.stringify(each), each])).values()) {
      this.groups.add(values, seen);
    }
  }

  /** The groups so far. Where one actor or resource lies in several accounts, each is a group of its own that says which. */
  summary(window: Omit<TimeWindow, 'now'>): EventGroups {
    return { ...summaryHead(window, this.total), groups: apartByAccount(this.groups.list()) };
  }

  private valuesOf(event: StoredEvent, resource: Resource | undefined): GroupValues {
    const values = this.asked.map((field) => [field, field === 'resources' ? resource?.id : event[field]] as const);
    return {
      ...Object.fromEntries(values.filter(([, value]) => value !== undefined)),
      ...this.accountOf(event, resource),
    };
  }

  /** ARNs tell it themselves, and who asks by account has it anyway. */
  private accountOf(event: StoredEvent, resource: Resource | undefined): InAccount {
    if (this.asked.includes('recipientAccountId')) return {};
    if (resource) return accountOfResource(resource, event);
    return this.asked.includes('actor') && event.actor !== undefined ? accountOfPrincipal(event) : {};
  }
}

/** An event without resources is in the group that has none. */
function resourcesOf({ resources = [] }: StoredEvent): readonly (Resource | undefined)[] {
  return resources.length === 0 ? [undefined] : resources;
}
