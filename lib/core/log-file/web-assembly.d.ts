/** What this project uses of WebAssembly, with the exports of its one module (value-end.wat): Node.js's own types lack it. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }

  class Instance {
    constructor(module: Module);
    readonly exports: {
      readonly memory: Memory;
      scan(at: number, end: number, pass: number): number;
    };
  }

  interface Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
}
