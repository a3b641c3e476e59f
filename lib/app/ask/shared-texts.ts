/** Keeps each text once, because thousands of rows say the same, and each page brings it anew. */
export class SharedTexts {
  private readonly texts = new Map<string, string>();

  /** `unshared` names the fields whose texts are all different: to know them would cost more than it saves. */
  constructor(private readonly unshared: ReadonlySet<string> = new Set()) {}

  /** How many texts it knows. */
  get size(): number {
    return this.texts.size;
  }

  /** Puts the known text in the place of each equal one, in an object and what it consists of. Gives the same object. */
  share<Value extends object>(value: Value): Value {
    for (const [name, each] of Object.entries(value)) {
      if (typeof each === 'string' && !this.unshared.has(name)) Reflect.set(value, name, this.known(each));
      else if (typeof each === 'object' && each !== null) this.share(each);
    }
    return value;
  }

  private known(text: string): string {
    const known = this.texts.get(text);
    if (known === undefined) this.texts.set(text, text);
    return known ?? text;
  }
}
