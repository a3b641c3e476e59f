/** What this project uses of WebAssembly: Node.js's own types lack it. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }

  /** `Exports` is what the module's text says it exports; the tests that use it are what holds the two together. */
  class Instance<Exports> {
    constructor(module: Module);
    readonly exports: Exports;
  }

  interface Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
}
