import { buildSync } from 'esbuild';
import { ES_MODULE } from '../../scripts/es-module';
import { thirdPartyNotices } from '../../scripts/third-party-notices';

/** A bundle of a program that takes something of two packages and of nothing else. */
function bundleOf(contents: string) {
  const stdin = { contents, resolveDir: ES_MODULE.absWorkingDir };
  return buildSync({ ...ES_MODULE, stdin, write: false, metafile: true }).metafile;
}

it('holds the name, the version and the license of each package inside a bundle, and of no other', () => {
  const notices = thirdPartyNotices([
    bundleOf(`import { isMap } from 'yaml'; console.log(isMap);`),
    bundleOf(`import { closest } from 'fastest-levenshtein'; console.log(closest);`),
  ]);
  const titles = [...notices.matchAll(/^(\S+) \d+\.\d+\.\d+$/gm)].map(([, name]) => name);
  expect(titles).toEqual(['fastest-levenshtein', 'yaml']);
  expect(notices).toContain('MIT License');
  expect(notices).toContain('Copyright Eemeli Aro');
});

it('says a license that several packages share once', () => {
  const notices = thirdPartyNotices([
    bundleOf(`export * from '@aws-sdk/client-sqs'; export * from '@aws-sdk/client-sns';`),
  ]);
  expect(notices).toMatch(/@aws-sdk\/client-sns .+\n@aws-sdk\/client-sqs /);
  expect(notices.match(/TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION/g)?.length).toBeLessThan(6);
});
