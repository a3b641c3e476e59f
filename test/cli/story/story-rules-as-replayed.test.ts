import { rulePackFolder, ruleSources } from '../../../lib/adapters/folder/rule-folder';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { INSIDER_READING_PARAMETERS } from '../../../samples/incidents/insider-reading-parameters';
import { PORT_FORWARD_TO_DATABASE } from '../../../samples/incidents/port-forward-to-database';
import { STOLEN_INSTANCE_ROLE } from '../../../samples/incidents/stolen-instance-role';
import { LocalFolder } from '../local-folder';
import { jsonLines, runCli } from '../run-cli';
import { sampleStore } from '../sample-store';

let folder: LocalFolder;
beforeAll(async () => {
  folder = await sampleStore();
});
afterAll(() => folder.remove());

interface Judged {
  readonly rule: string;
  readonly refs: readonly string[];
}

/** A store that has the rows of a story and nothing else. */
async function storeOfRows(ids: ReadonlySet<string>): Promise<LocalFolder> {
  const { stdout } = await runCli(['extract', '--all-sources', folder.logs]);
  const records = jsonLines(stdout).filter((record) => ids.has((record as { eventID: string }).eventID));
  const rows = await LocalFolder.create();
  await rows.write('rows.json', JSON.stringify({ Records: records }));
  await runCli(['ingest', rows.logs, '--local', rows.store]);
  return rows;
}

/** Correlations of first sight need what was before: no story evaluates them. */
async function ofFirstSight(): Promise<ReadonlySet<string>> {
  const { correlations } = loadRules(await ruleSources(rulePackFolder()));
  return new Set(correlations.filter(({ type }) => type === 'first_seen').map(({ id }) => id));
}

function byRule(judged: readonly Judged[]): ReadonlyMap<string, readonly string[]> {
  const rules = new Map<string, readonly string[]>();
  for (const { rule, refs } of judged) rules.set(rule, [...new Set([...(rules.get(rule) ?? []), ...refs])].sort());
  return rules;
}

it.each([
  ['--actor', INSIDER_READING_PARAMETERS.user],
  ['--actor', STOLEN_INSTANCE_ROLE.instanceId],
  ['--session', PORT_FORWARD_TO_DATABASE.sessionId],
])('the rules that fired in the story %s %s are those of alerts replay on its rows', async (flag, value) => {
  const story = JSON.parse((await runCli(['story', flag, value, '--local', folder.store])).stdout);
  const rows = await storeOfRows(new Set(story.rows.map(({ event }: { event: { eventID: string } }) => event.eventID)));
  try {
    const words = ['alerts', 'replay', '--since', 'all', '--output', 'json', '--local', rows.store];
    const replayed = JSON.parse((await runCli(words)).stdout) as readonly Judged[];
    const excepted = await ofFirstSight();
    const fired = story.rules.filter(({ evaluation }: { evaluation: string }) => evaluation === 'fired');
    expect(byRule(fired)).toEqual(byRule(replayed.filter(({ rule }) => !excepted.has(rule))));
    expect(fired.length).toBeGreaterThan(2);
  } finally {
    await rows.remove();
  }
});

it('names the correlations of the pack that fired, and those that it cannot evaluate', async () => {
  const { stdout } = await runCli(['story', '--actor', INSIDER_READING_PARAMETERS.user, '--local', folder.store]);
  const titles = (how: string) =>
    JSON.parse(stdout).rules.flatMap(({ title, evaluation }: { title: string; evaluation: string }) =>
      evaluation === how ? [title] : [],
    );
  expect(titles('fired')).toContain('Parameters listed, then read');
  expect(titles('not evaluated')).toContain('Parameters of a path decrypted for the first time by a caller');
});
