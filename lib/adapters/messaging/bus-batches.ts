/** An event for a bus, as `PutEvents` takes it. */
export interface BusEntry {
  /** The bus's ARN. */
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

/** The most entries of one `PutEvents` (EventBridge API reference). */
const MOST_ENTRIES = 10;

/** The most bytes of all entries of one `PutEvents` (EventBridge user guide: Calculating PutEvents event entry size). */
export const MOST_ENTRY_BYTES = 256 * 1024;

/** How many bytes an entry counts: source, detail type and detail, and the name of its bus to be safe. */
export function entryBytes({ EventBusName, Source, DetailType, Detail }: BusEntry): number {
  return [EventBusName, Source, DetailType, Detail].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** What waits for a request, in requests that each go to one bus, so that a bus that refuses holds up no other. */
export function busBatches<Waiting extends { readonly entry: BusEntry }>(
  waiting: readonly Waiting[],
): readonly (readonly Waiting[])[] {
  const batches: { readonly bus: string; readonly members: Waiting[]; bytes: number }[] = [];
  for (const each of waiting) {
    const bytes = entryBytes(each.entry);
    const bus = each.entry.EventBusName;
    const open = batches.findLast((batch) => batch.bus === bus);
    if (open && open.members.length < MOST_ENTRIES && open.bytes + bytes < MOST_ENTRY_BYTES) {
      open.members.push(each);
      open.bytes += bytes;
    } else batches.push({ bus, members: [each], bytes });
  }
  return batches.map(({ members }) => members);
}
