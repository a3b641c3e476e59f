import type { FoundEvent } from '../../app/ask/find-events';
import type { PackagedAnswer } from '../../app/evidence/check-answer';
import type { PackageReader } from '../../app/ports/evidence/package-files';
import { isJsonObject } from '../../core/record/json';
import { stringifyRecord } from '../../core/record/parse-record';
import type { StoredEvent } from '../../core/rows/stored-event';
import { safeJson } from '../../core/text/safe-text';
import { PACKAGE_FILES } from './package-layout';

/** An event as a line of a package has it: with its evidence among its fields. */
export type PackagedEvent = StoredEvent & { readonly recordIndex?: number; readonly recordSha256?: string };

/** A line of a package is no event. */
export class MalformedEventLineError extends Error {
  constructor(readonly line: number) {
    super(
      `${PACKAGE_FILES.events}: line ${line} is no event: expected a JSON object with a ref, each member once and without spaces, as this program writes it`,
    );
    this.name = 'MalformedEventLineError';
  }
}

/** The events of a package, line by line. Throws `MalformedEventLineError`. */
export async function* packagedEvents(reader: PackageReader): AsyncGenerator<PackagedEvent> {
  let number = 0;
  for await (const line of linesOf(await reader.open(PACKAGE_FILES.events))) {
    number += 1;
    yield readLine(line, number);
  }
}

/** The same as answers, for the forms that are made of them. */
export async function* packagedAnswers(reader: PackageReader): AsyncGenerator<FoundEvent> {
  for await (const event of packagedEvents(reader)) yield { event };
}

/** The same with their evidence apart. */
export async function* packagedWithEvidence(reader: PackageReader): AsyncGenerator<PackagedAnswer> {
  for await (const { recordIndex, recordSha256, ...event } of packagedEvents(reader)) {
    yield { event: event as StoredEvent, recordIndex, recordSha256 };
  }
}

function readLine(line: string, number: number): PackagedEvent {
  try {
    const event: unknown = JSON.parse(line);
    // Of a member that stands twice, other readers take the other one.
    const isAsWritten = isJsonObject(event) && safeJson(stringifyRecord(event)) === line;
    if (isAsWritten && typeof event['ref'] === 'string') return event as unknown as PackagedEvent;
  } catch {
    // Told below.
  }
  throw new MalformedEventLineError(number);
}

/** The lines of a file, without their ends. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array> = none()): AsyncGenerator<string> {
  // A mark at the beginning stays, so that a file with one is not what this program writes.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

async function* none(): AsyncGenerator<Uint8Array> {
  // A package without events has no lines.
}
