import type { ExportTarget } from '../ports/export/export-target';

/** About how many characters are written at once. */
const CHUNK_CHARACTERS = 256 * 1024;

/** Writes text piece by piece to a file that replaces an earlier one when it is whole. */
export async function exportLines(target: ExportTarget, path: string, pieces: AsyncIterable<string>): Promise<void> {
  const file = await target.create(path);
  try {
    let text = '';
    for await (const piece of pieces) {
      text += piece;
      if (text.length < CHUNK_CHARACTERS) continue;
      await file.write(Buffer.from(text));
      text = '';
    }
    await file.write(Buffer.from(text));
    await file.complete();
  } finally {
    await file.abandon();
  }
}
