/** Cuts text that comes in pieces into its lines. */
export class Lines {
  private rest = '';

  /** The lines that a piece completes, without their ends. */
  add(piece: string): readonly string[] {
    const lines = (this.rest + piece).split('\n');
    this.rest = lines.pop() ?? '';
    return lines.filter((line) => line !== '');
  }
}
