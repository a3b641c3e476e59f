import { compiledWat } from './compiled-wat';
import { writeChanged } from './write-changed';

/** `npm run build:wasm`: compiles the WebAssembly text into the sources. */
compiledWat()
  .then((files) => files.forEach(writeChanged))
  .catch((error: unknown) => {
    process.stderr.write(`build:wasm: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
