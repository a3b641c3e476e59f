import { NamesError } from '../../../lib/core/names/names-error';
import { readNames } from '../../../lib/core/names/read-names';

const CSV =
  'id,name,kind\n000011112222,payments,account\n10.0.0.0/8,office,network\n9067-1f,Ana López,identityCenterUser\n';
const JSON_NAMES = [
  { id: '000011112222', name: 'payments', kind: 'account' },
  { id: '10.0.0.0/8', name: 'office', kind: 'network' },
  { id: '9067-1f', name: 'Ana López', kind: 'identityCenterUser' },
];

it.each([
  ['CSV', CSV],
  ['CSV with a byte order mark and lines that end as on Windows', `\ufeff${CSV.replaceAll('\n', '\r\n')}`],
  ['CSV with semicolons', CSV.replaceAll(',', ';')],
  ['CSV with tabs', CSV.replaceAll(',', '\t')],
  ['CSV without a last line end, with a blank line', `\n${CSV.trimEnd()}`],
  ['CSV in quotes', CSV.replace(/[^,\n]+/g, '"$&"')],
  [
    'CSV with other columns, in another order',
    `owner,KIND,Name,Id\n,account,payments,000011112222\nx,network,office,10.0.0.0/8\n"a ""b"", c",identitycenteruser,Ana López,9067-1f\n`,
  ],
  ['JSON', JSON.stringify(JSON_NAMES)],
  ['JSON on lines', `\ufeff${JSON.stringify(JSON_NAMES, undefined, 2)}\n`],
])('reads %s', (_, text) => {
  const { names, count, duplicates } = readNames(text);
  expect([names.account('000011112222'), names.address('10.1.2.3'), names.user('9067-1F')]).toEqual([
    'payments',
    'office',
    'Ana López',
  ]);
  expect([names.account('11112222'), names.address('11.1.2.3'), names.user('9067')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect([count, duplicates]).toEqual([3, []]);
});

const HEAD = 'id,name,kind\n';

it.each([
  ['nothing', '', /^line 1: the file is empty: expected a first line with the columns id, name and kind/],
  ['no head', '111122223333,payments,account', /^line 1: no column id in '111122223333,payments,account'/],
  [
    'a kind that there is not',
    `${HEAD}1,a,acount`,
    /^line 2: kind 'acount': expected account, identityCenterUser, network$/,
  ],
  [
    'an account that lost its zeros',
    `${HEAD}\n11112222,a,account`,
    /^line 3: account '11112222': expected 12 digits as a text/,
  ],
  [
    'a network with bits beyond its prefix',
    `${HEAD}10.0.0.1/8,a,network`,
    /^line 2: network '10.0.0.1\/8': expected a network/,
  ],
  ['a prefix that is too long', `${HEAD}10.0.0.0/33,a,network`, /^line 2: network '10.0.0.0\/33'/],
  ['a user with blanks', `${HEAD}Ana López,a,identityCenterUser`, /^line 2: identityCenterUser 'Ana López'/],
  ['no name', `${HEAD}111122223333, ,account`, /^line 2: name '' of '111122223333': expected a text/],
  ['an endless name', `${HEAD}111122223333,${'x'.repeat(257)},account`, /^line 2: name 'x{60}…' of .*256 characters/],
  ['a line that is too short', `${HEAD}111122223333,a`, /^line 2: 2 cells in '111122223333,a': expected 3 at least/],
  ['a quote that nothing closes', `${HEAD}"1\n2",a,network\n"3,a,account`, /^line 2: network '1·2'/],
  [
    'an open quote in a later line',
    `${HEAD}10.0.0.0/8,"a\nb",network\n"3,a,account`,
    /^line 4: a quote that nothing closes/,
  ],
  ['text behind a quote', `${HEAD}"10.0.0.0/8"x,a,network`, /^line 2: text behind the closing quote/],
  ['an escape sequence', `${HEAD}\u001b[2J,a,account`, /^line 2: account '·\[2J'/],
  ['no JSON', '[\n{"id": 1,}]', /^line 2: no JSON \(/],
  ['an object', '{"id": "1"}', /^line 1: no list in '\{"id":"1"\}': expected a list of objects/],
  ['a list of texts', '["a"]', /^line 1: 'a' in the list: expected a list of objects/],
  [
    'a list in a list',
    '[{"id":"10.0.0.0/8","name":"a]\\"","kind":"network"},\n\n [1]]',
    /^line 3: '\[1\]' in the list/,
  ],
  [
    'an account that is a number',
    '[\n\n{"id": 111122223333, "name": "a", "kind": "account"}]',
    /^line 3: account '111122223333': expected 12 digits as a text/,
  ],
  ['a missing kind', '[{"id": "111122223333", "name": "a"}]', /^line 1: kind 'nothing'/],
])('says of %s which line, what was found, and what is expected', (_, text, message) => {
  let failure: unknown;
  try {
    readNames(text);
  } catch (error) {
    failure = error;
  }
  expect(failure).toBeInstanceOf(NamesError);
  expect((failure as Error).message).toMatch(message);
});

it('tells IDs that have several names, and takes the first', () => {
  const { names, duplicates } = readNames(
    `${HEAD}10.0.0.0/8,office,network\n::ffff:10.0.0.0,one,network\n10.0.0.0/8,VPN,network\nAna,A,identityCenterUser\nana,B,identityCenterUser\n`,
  );
  expect(duplicates).toEqual([
    { kind: 'network', id: '10.0.0.0/8', name: 'VPN', line: 4, first: 'office' },
    { kind: 'identityCenterUser', id: 'ana', name: 'B', line: 6, first: 'A' },
  ]);
  expect([names.address('10.9.9.9'), names.user('ANA')]).toEqual(['office', 'A']);
  const inJson = readNames(
    '[{"id":"000000000000","name":"a","kind":"account"},\n{"id":"000000000000","name":"b","kind":"account"}]',
  );
  expect(inJson.duplicates.map(({ line }) => line)).toEqual([2]);
});

it('makes names safe for terminals', () => {
  const { names } = readNames(`${HEAD}000000000000,a\u001b[2J\u202eb,account\n`);
  expect(names.account('000000000000')).toBe('a·[2J·b');
});
