import type { PackTitle } from './pack-title';
import type { PackedFile } from './packed-rules';
import type { CompiledPack } from './rule-pack';

/** The second line: the pack without the documents of its files, which follow with a line for each file. */
type Index = Omit<CompiledPack, 'files'> & { readonly files: readonly Omit<PackedFile, 'documents'>[] };

/**
 * A compiled pack as lines of JSON, so that a program parses only the files that it needs, and of a pack whose rules it does
 * not ask only the title, which comes first.
 */
export function packText(title: PackTitle, { files, ...index }: CompiledPack): string {
  const indexed: Index = { ...index, files: files.map(({ documents: _, ...file }) => file) };
  const lines = [title, indexed, ...files.map(({ documents }) => documents)];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The pack of `packText`. The documents of a file are parsed when they are asked for. */
export function parsePack(text: string): CompiledPack {
  const [, first = '', ...lines] = text.split('\n');
  const { files, ...index } = JSON.parse(first) as Index;
  return { ...index, files: files.map((file, at) => lateFile(file, lines[at] ?? '')) };
}

function lateFile(file: Omit<PackedFile, 'documents'>, line: string): PackedFile {
  let documents: PackedFile['documents'] | undefined;
  return {
    ...file,
    get documents() {
      documents ??= JSON.parse(line) as PackedFile['documents'];
      return documents;
    },
  };
}
