import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTINGS } from '../../lib/infra/settings/configuration';
import type { Setting } from '../../lib/infra/settings/setting';
import { PROJECT_ROOT } from '../../scripts/project-root';

const [, table = ''] = readFileSync(join(PROJECT_ROOT, 'docs', 'deploy.md'), 'utf8').split('\n## Every setting\n');

/** Alerts have a form of their own, and no default to print. */
const OF_ALERTS = [
  ['alertTopics', '[]'],
  ['rules', '{}'],
  ['deployers', '[]'],
];

it('docs/deploy.md has every setting with its default', () => {
  const rows = [...table.matchAll(/^\| `(\w+)` +\| `(.+?)` +\|/gm)].map(([, key, fallback]) => [key, fallback]);
  const settings = Object.entries<Setting<unknown>>(SETTINGS).map(([key, { fallback }]) => [
    key,
    JSON.stringify(fallback),
  ]);
  expect(rows).toEqual([...settings, ...OF_ALERTS]);
});
