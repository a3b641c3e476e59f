import { safeText } from '../text/safe-text';
import { csvNames } from './csv-names';
import { jsonNames } from './json-names';
import { type DuplicateName, NAME_KINDS, type NameEntry, type NameKind, type WrittenName } from './name-entry';
import { Names } from './names';
import { NamesError, quoted } from './names-error';
import { readNetwork } from './network-names';

/** What a names file says. */
export interface ReadNames {
  readonly names: Names;
  /** How many IDs it names. */
  readonly count: number;
  readonly duplicates: readonly DuplicateName[];
}

const BYTE_ORDER_MARK = '\ufeff';

/** Reads the text of a names file: JSON if it begins with a bracket, else CSV. Throws `NamesError` with the line. */
export function readNames(text: string): ReadNames {
  const plain = text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
  const written = /^\s*[[{]/.test(plain) ? jsonNames(plain) : csvNames(plain);
  const names = new Names();
  const duplicates: DuplicateName[] = [];
  let count = 0;
  for (const each of written.entries) {
    const entry = checked(each, (found, expected) => new NamesError(written.lineOf(each.place), found, expected));
    const first = names.add(entry);
    if (first === undefined) count += 1;
    else duplicates.push({ ...entry, line: written.lineOf(each.place), first });
  }
  return { names, count, duplicates };
}

/** Characters of a name: more is no name. */
const MOST_NAME = 256;

type Refusal = (found: string, expected: string) => NamesError;

function checked({ id, name, kind }: WrittenName, refusal: Refusal): NameEntry {
  const known = typeof kind === 'string' ? KINDS.get(kind.toLowerCase()) : undefined;
  if (known === undefined) throw refusal(`kind ${quoted(kind)}`, NAME_KINDS.join(', '));
  if (typeof id !== 'string' || !IS_ID[known](id)) throw refusal(`${known} ${quoted(id)}`, EXPECTED_IDS[known]);
  if (typeof name !== 'string' || name.trim() === '' || name.length > MOST_NAME) {
    throw refusal(`name ${quoted(name)} of ${quoted(id)}`, `a text of ${MOST_NAME} characters at most`);
  }
  return { kind: known, id, name: safeText(name.trim()) };
}

const KINDS: ReadonlyMap<string, NameKind> = new Map(NAME_KINDS.map((kind) => [kind.toLowerCase(), kind]));

const IS_ID: Readonly<Record<NameKind, (id: string) => boolean>> = {
  account: (id) => /^\d{12}$/.test(id),
  identityCenterUser: (id) => id !== '' && id.length <= MOST_NAME && !/\s/.test(id),
  network: (id) => readNetwork(id) !== undefined,
};

const EXPECTED_IDS: Readonly<Record<NameKind, string>> = {
  account: '12 digits as a text (a number, and a spreadsheet, loses the zeros at its beginning)',
  identityCenterUser: 'the ID of a user (identitystore list-users names it UserId), or the name that they sign in with',
  network: 'a network such as 10.0.0.0/8 or 2001:db8::/32 with no bits set beyond its prefix, or one address',
};
