import type { PackedFile } from './packed-rules';
import type { CompiledPack } from './rule-pack';

/** The first line: the pack without the documents of its files, which follow with a line for each file. */
type Head = Omit<CompiledPack, 'files'> & { readonly files: readonly Omit<PackedFile, 'documents'>[] };

/** A compiled pack as lines of JSON, so that a program parses only the files that it needs. */
export function packText({ files, ...index }: CompiledPack): string {
  const head: Head = { ...index, files: files.map(({ documents: _, ...file }) => file) };
  return [head, ...files.map(({ documents }) => documents)].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The pack of `packText`. The documents of a file are parsed when they are asked for. */
export function parsePack(text: string): CompiledPack {
  const [first = '', ...lines] = text.split('\n');
  const { files, ...index } = JSON.parse(first) as Head;
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
