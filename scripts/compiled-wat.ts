import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import loadWabt from 'wabt';
import { PROJECT_ROOT } from './project-root';

const FOLDER = join(PROJECT_ROOT, 'lib', 'core', 'log-file');

/** A source file that holds a compiled WebAssembly module. */
export interface CompiledWat {
  readonly path: string;
  readonly contents: Buffer;
}

/** Compiles each `NAME.wat` to `NAME-wasm.ts` beside it. Throws where one of them is no WebAssembly text. */
export async function compiledWat(): Promise<readonly CompiledWat[]> {
  const wabt = await loadWabt();
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.wat'));
  return names.map((name) => {
    // wabt takes the whole memory that a view looks into for its text: it gets one that holds nothing else.
    const text = new Uint8Array(readFileSync(join(FOLDER, name)));
    const { buffer } = wabt.parseWat(name, text, { simd: true }).toBinary({});
    const path = join(FOLDER, name.replace(/\.wat$/, '-wasm.ts'));
    return { path, contents: Buffer.from(source(name, Buffer.from(buffer).toString('base64'))) };
  });
}

function source(name: string, base64: string): string {
  const constant = name
    .replace(/\.wat$/, '_WASM')
    .replaceAll('-', '_')
    .toUpperCase();
  return `/** ${name} as \`npm run build:wasm\` compiles it, in Base64. */\nexport const ${constant} =\n  '${base64}';\n`;
}
