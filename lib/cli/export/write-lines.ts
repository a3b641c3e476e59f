import type { FoundEvent } from '../../app/ask/find-events';
import { exportLines } from '../../app/export/export-lines';
import { wellFormedJson } from '../../core/text/well-formed-json';
import { eventsAnswer } from '../query/render-events';
import { printed } from '../render/print-answer';
import type { ExportFlags } from './export-flags';
import type { ExportPlace } from './export-place';

/** The one file of an export in lines. */
export function linesFile(format: 'ndjson' | 'csv'): string {
  return `events.${format}`;
}

/** Writes events to one file, as `query` prints them but for halves of characters in JSON, the oldest first. Gives how many. */
export async function writeLines(
  { target }: ExportPlace,
  format: 'ndjson' | 'csv',
  { schema, record = false }: { readonly schema: ExportFlags['schema']; readonly record?: boolean },
  events: AsyncIterable<FoundEvent>,
): Promise<number> {
  let count = 0;
  async function* counted(): AsyncGenerator<FoundEvent> {
    for await (const found of events) {
      count += 1;
      yield found;
    }
  }
  const form = schema === 'ocsf' ? 'ocsf' : format;
  const pieces = printed(eventsAnswer(counted(), record), form);
  await exportLines(target, linesFile(format), format === 'ndjson' ? wellFormed(pieces) : pieces);
  return count;
}

async function* wellFormed(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) yield wellFormedJson(piece);
}
