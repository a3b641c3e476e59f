import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertsOf } from '../../lib/core/alerts/alert';
import { readAlertConfiguration } from '../../lib/core/alerts/configuration/alert-configuration';
import { renderAlert } from '../../lib/core/alerts/render-alert';
import { match } from '../core/alerts/observed-events';

const page = readFileSync(join(__dirname, '../../docs/alerts.md'), 'utf8');
const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => json);
const settings = blocks.filter((json) => json.startsWith('"ssm-audit:'));
const recipes = blocks.filter((json) => !json.startsWith('"ssm-audit:')).map((json) => JSON.parse(json));

/** An event of an alert as a rule of a bus sees it. */
function busEvent() {
  const [alert] = alertsOf([match()]);
  if (alert === undefined) throw new Error('expected an alert');
  const { source, detailType, detail } = renderAlert(alert).event();
  const head = { version: '0', source, 'detail-type': detailType, account: '111122223333', region: 'eu-central-1' };
  return { ...head, time: '2024-05-01T12:20:00Z', detail: JSON.parse(detail) };
}

/** What `$.detail.refs[0]` stands for. */
function valueAt(path: string): unknown {
  const names = path
    .replace(/^\$\.?/, '')
    .split(/[.[\]]+/)
    .filter(Boolean);
  return names.reduce<unknown>((value, name) => Object(value)[name], busEvent());
}

it.each(settings)('shows settings that can be read: %s', (text) => {
  const context = JSON.parse(`{${text}}`);
  expect(() => readAlertConfiguration(context)).not.toThrow();
});

interface Transformer {
  readonly InputPathsMap: Readonly<Record<string, string>>;
  readonly InputTemplate: string;
}

const transformers: readonly Transformer[] = recipes.flatMap((recipe) => {
  const [target] = [recipe].flat();
  const transformer = target.InputTransformer ?? target;
  return transformer.InputTemplate === undefined ? [] : [transformer];
});

it('has recipes for a pager and for tickets', () => expect(transformers).toHaveLength(2));

it.each(transformers)('has a recipe whose input is JSON, of what events have', ({ InputPathsMap, InputTemplate }) => {
  const values = Object.entries(InputPathsMap).map(([name, path]) => [name, valueAt(path)] as const);
  expect(values.filter(([, value]) => value === undefined)).toEqual([]);
  const input = values.reduce(
    (text, [name, value]) => text.replaceAll(`<${name}>`, JSON.stringify(value)),
    InputTemplate,
  );
  expect(input).not.toMatch(/<\w+>/);
  expect(() => JSON.parse(input)).not.toThrow();
});

it('has a state machine that reads what events have', () => {
  const [machine] = recipes.filter((recipe) => recipe.QueryLanguage === 'JSONata');
  const paths = [...JSON.stringify(machine).matchAll(/\$states\.input\.([\w.[\]]+)/g)].map(([, path]) => `$.${path}`);
  expect(paths.length).toBeGreaterThan(5);
  expect(paths.filter((path) => valueAt(path) === undefined)).toEqual([]);
});
