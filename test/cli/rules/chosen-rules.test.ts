import type { LocalFolder } from '../local-folder';
import { runCli } from '../run-cli';
import { sampleStore } from '../sample-store';

let samples: LocalFolder;
beforeAll(async () => {
  samples = await sampleStore();
});
afterAll(() => samples.remove());

interface Told {
  readonly rule: string;
}

async function replayed(...words: readonly string[]): Promise<readonly Told[]> {
  const { stdout } = await runCli([
    'alerts',
    'replay',
    '--since',
    'all',
    '--local',
    samples.store,
    '--output',
    'json',
    ...words,
  ]);
  return JSON.parse(stdout);
}

it('leaves of all alerts those of the rules and correlations that were chosen', async () => {
  const all = await replayed();
  const ids = [...new Set(all.map(({ rule }) => rule))];
  expect(ids.length).toBeGreaterThan(20);
  for (const chosen of [ids.slice(0, 1), ids.slice(3, 6), ids.slice(-1)]) {
    const words = chosen.flatMap((id) => ['--rule', id]);
    expect(await replayed(...words)).toEqual(all.filter(({ rule }) => chosen.includes(rule)));
    const { stdout } = await runCli(['alerts', 'list', '--output', 'json', ...words]);
    expect(
      JSON.parse(stdout)
        .map(({ id }: { readonly id: string }) => id)
        .sort(),
    ).toEqual([...chosen].sort());
  }
});

it('refuses an id that is not loaded, and names the nearest', async () => {
  const [first] = await replayed();
  const { code, stderr } = await runCli(['alerts', 'list', '--rule', `${first?.rule}x`]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(`prints; did you mean ${first?.rule}?`)]);
});

it('knows a cut id, and a title in place of an id', async () => {
  const { stdout } = await runCli(['alerts', 'list', '--output', 'json']);
  const rules: readonly { readonly id: string; readonly title: string }[] = JSON.parse(stdout);
  const rule = rules.find(({ title }) => title === 'Document deleted');
  const meantBy = async (given: string) => (await runCli(['alerts', 'list', '--rule', given])).stderr;
  expect(await meantBy(`${rule?.id.slice(0, 8)}`)).toContain(`did you mean ${rule?.id}?`);
  expect(await meantBy('document deleted')).toContain(`did you mean ${rule?.id} (Document deleted)?`);
  expect(await meantBy('zzzz')).toMatch(/prints\n$/);
});
