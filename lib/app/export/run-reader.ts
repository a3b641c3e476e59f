import type { RunStore } from '../ports/export/run-store';
import type { PartitionRow, Run } from './partition-runs';

/** A row of a run, and where the row behind it begins. */
export interface RunRow extends PartitionRow {
  readonly end: number;
}

const [TAB, LINE_END] = [0x09, 0x0a];

/** The rows of a run from an offset on, read in blocks of about so many bytes. */
export async function* runRows(store: RunStore, run: Run, from: number, blockBytes: number): AsyncGenerator<RunRow> {
  let rest: Uint8Array = new Uint8Array();
  let at = from;
  for (let read = from; read < run.bytes; ) {
    const block = await store.read(run.name, read, Math.min(blockBytes, run.bytes - read));
    if (block.length === 0) throw new ShortRunError(run, read);
    read += block.length;
    const bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
    let begin = 0;
    for (let end = bytes.indexOf(LINE_END); end !== -1; end = bytes.indexOf(LINE_END, begin)) {
      at += end + 1 - begin;
      yield { ...rowOf(bytes.subarray(begin, end)), end: at };
      begin = end + 1;
    }
    rest = bytes.subarray(begin);
  }
  if (rest.length > 0) throw new ShortRunError(run, at);
}

function rowOf(line: Uint8Array): PartitionRow {
  const tab = line.indexOf(TAB);
  const text = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  return { partition: text.toString('latin1', 0, tab), json: text.toString('utf8', tab + 1) };
}

/** A run has fewer bytes than were written to it: somebody cut or removed it. */
export class ShortRunError extends Error {
  constructor({ name, bytes }: Run, end: number) {
    super(`the run ${name} ends after ${end} of ${bytes} bytes: export again, which makes it anew`);
    this.name = 'ShortRunError';
  }
}
