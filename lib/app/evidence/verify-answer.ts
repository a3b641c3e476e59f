import { formatRef, parseRef } from '../../core/rows/event-ref';
import type { EventReader } from '../ports/event-reader';
import type { PlacedRow } from '../verify/signed-records';
import { type EventVerificationDependencies, EventVerifier, uncheckedEvent, type VerifiedEvent } from './verify-events';

/** How many rows to fetch at once. */
const ROWS_AT_ONCE = 100;

/** By what the events of an answer are verified, or why they are not. */
export type Verifying =
  | { readonly by: EventVerificationDependencies; readonly keysSince: string }
  | { readonly reason: string };

/** What is known of the proof of each event of an answer, in its order. An event whose row has gone meanwhile is left out. */
export async function* verifyAnswer(
  reader: Pick<EventReader, 'rows'>,
  refs: AsyncIterable<string>,
  verifying: Verifying,
): AsyncGenerator<VerifiedEvent> {
  const verify = 'by' in verifying ? verifierOf(verifying) : uncheckedBecause(verifying.reason);
  for await (const batch of batches(refs)) {
    const rows = new Map((await reader.rows(batch.map(parseRef))).map((row) => [formatRef(row), row]));
    for (const row of batch.flatMap((ref) => rows.get(ref) ?? [])) {
      yield await verify(row);
    }
  }
}

type Verify = (row: PlacedRow) => VerifiedEvent | Promise<VerifiedEvent>;

function verifierOf({ by, keysSince }: Extract<Verifying, { by: unknown }>): Verify {
  const verifier = new EventVerifier(by, keysSince);
  return (row) => verifier.verify(row);
}

function uncheckedBecause(reason: string): Verify {
  return (row) => uncheckedEvent(row, reason);
}

async function* batches(refs: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let batch: string[] = [];
  for await (const ref of refs) {
    batch.push(ref);
    if (batch.length < ROWS_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
