/** The order in which jest runs test files. */
declare class SlowestFirst {
  static readonly SLOWEST: readonly string[];
  sort<File extends { readonly path: string }>(files: readonly File[]): readonly File[];
}
export = SlowestFirst;
