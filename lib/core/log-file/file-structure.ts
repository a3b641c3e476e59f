import { OpenObject } from './open-object';

/** What may come next, white space apart, in the words of an error message. */
const EXPECTED = {
  document: 'a log file or a record',
  firstKey: "a key or '}'",
  key: 'a key',
  colon: "':'",
  member: 'a value',
  afterMember: "',' or '}'",
  firstElement: "a record or ']'",
  element: 'a record',
  afterElement: "',' or ']'",
} as const;
type State = keyof typeof EXPECTED;

/** What is open: an object that is read key by key, a list of `records`, or a list of what may be or hold some. */
type Open = OpenObject | { readonly kind: 'list' | 'records' };

/** Objects and lists that may be open around a record: twice what a list of the outputs of `lookup-events` has. */
const MAX_OPEN = 8;

/** Where a scanner is in the structure of a log file: which objects and lists are open around it, and what may come next. */
export class FileStructure {
  /** What may come next, white space apart. */
  state: State = 'document';
  private readonly open: Open[] = [];
  private documents = 0;

  /** What may come next, in the words of an error message. */
  get expected(): string {
    return EXPECTED[this.state];
  }

  /** Whether values at the top level have ended, and none is open. */
  get isWhole(): boolean {
    return this.open.length === 0 && this.documents > 0;
  }

  /** Whether one more object or list may be read key by key or element by element. */
  get mayEnter(): boolean {
    return this.open.length < MAX_OPEN;
  }

  /** Whether the innermost that is open is a list of nothing but records. */
  get isInRecords(): boolean {
    return this.open.at(-1)?.kind === 'records';
  }

  /** The object whose keys are being read. */
  get object(): OpenObject {
    return this.open.at(-1) as OpenObject;
  }

  /** Goes into a list. */
  enterList(kind: 'list' | 'records'): void {
    this.open.push({ kind });
    this.state = 'firstElement';
  }

  /** Goes into an object that begins at byte `offset` of the file. */
  enterObject(offset: number): void {
    this.open.push(new OpenObject(offset));
    this.state = 'firstKey';
  }

  /** The innermost object or list ends. */
  leave(): void {
    this.open.pop();
    this.endValue();
  }

  /** A value ends that nobody went into. */
  endValue(): void {
    const around = this.open.at(-1);
    if (around === undefined) this.documents += 1;
    this.state = around === undefined ? 'document' : around.kind === 'object' ? 'afterMember' : 'afterElement';
  }

  /** The object whose keys are being read is a value to be read as a whole: its end is yet to come. */
  stepOut(): void {
    this.open.pop();
    const around = this.open.at(-1);
    this.state = around === undefined ? 'document' : around.kind === 'object' ? 'member' : 'element';
  }
}
