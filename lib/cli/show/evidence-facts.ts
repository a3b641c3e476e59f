import type { FoundEvent } from '../../app/ask/find-events';
import type { Receipt } from '../../core/rows/delivery-row';
import type { Labelled } from '../render/labelled-block';

/** Where an event comes from: its log file, its place in that, the hash of its bytes there, and the receipt of the file. */
export function evidenceFacts({ event, evidence }: FoundEvent, receipt: Receipt | undefined): readonly Labelled[] {
  return [
    ['log file', event.logFile],
    ['place', evidence && `record ${evidence.recordIndex + 1} of the file (recordIndex ${evidence.recordIndex})`],
    ['SHA-256', evidence?.recordSha256],
    ['receipt', event.logFile && receiptText(receipt)],
    ['event ID', event.eventID],
    ['ref', event.ref],
  ];
}

function receiptText(receipt: Receipt | undefined): string {
  if (receipt === undefined) return 'none: this store does not say whether the whole file is indexed';
  const { state, reason, origin, finishedAt, records, ssmRecords, neighbours, neighbourRecords, changed } = receipt;
  return [
    reason === undefined ? state : `${state}: ${reason}`,
    `${records} records, ${ssmRecords} of Systems Manager`,
    ...(neighbours ? [`read with ${neighbours.join(' and ')}: ${neighbourRecords ?? 0} records`] : []),
    `indexed ${toSecond(finishedAt)} (${origin})`,
    ...(changed ? ['THE FILE HAD OTHER CONTENT BEFORE'] : []),
  ].join('; ');
}

function toSecond(time: string): string {
  return time.replace(/\.\d+Z$/, 'Z');
}
