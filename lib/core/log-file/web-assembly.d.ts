/** What this project uses of WebAssembly: Node.js's own types lack it. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }

  /** What it exports, the module's text says; the tests that use it are what holds the two together. */
  class Instance {
    constructor(module: Module);
    readonly exports: unknown;
  }

  interface Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
}
