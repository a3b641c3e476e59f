import { MalformedManifestError, manifestText, readManifest } from '../../../lib/core/evidence/package-manifest';

const ENTRY = { path: 'events.ndjson', bytes: 3, sha256: 'a'.repeat(64) };

it('has the same bytes in whichever order files come, and is read again', () => {
  const other = { ...ENTRY, path: 'a/ü.json' };
  expect(manifestText([ENTRY, other])).toBe(manifestText([other, ENTRY]));
  expect([...readManifest(manifestText([ENTRY, other])).values()]).toEqual([other, ENTRY]);
});

it.each([
  ['no JSON', '{'],
  ['another format', '{"format":"x","files":[]}'],
  ['no list', '{"format":"ssm-audit evidence 1"}'],
  ['a file twice', manifestText([ENTRY, ENTRY])],
  ['a path that leaves the package', manifestText([{ ...ENTRY, path: '../x' }])],
  ['an absolute path', manifestText([{ ...ENTRY, path: '/etc/passwd' }])],
  ['a path of Windows', manifestText([{ ...ENTRY, path: 'a\\..\\b' }])],
  ['an empty step', manifestText([{ ...ENTRY, path: 'a//b' }])],
  ['no hash', manifestText([{ ...ENTRY, sha256: 'short' }])],
])('refuses %s', (_, text) => {
  expect(() => readManifest(text)).toThrow(MalformedManifestError);
});
