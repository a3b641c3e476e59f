import { loadRuleFiles } from '../../../../lib/core/rules/load-rule-files';
import { loadRules } from '../../../../lib/core/rules/load-rules';
import { packRules } from '../../../../lib/core/rules/packed/packed-rules';
import { unpackRules } from '../../../../lib/core/rules/packed/unpacked-rules';
import { readYaml } from '../../../../lib/core/rules/yaml/yaml-document';
import { PACK_NAMES, ruleTextOf } from '../pack-files';

const packedAndBack = (text: string) => unpackRules(JSON.parse(JSON.stringify(packRules([{ file: 'a.yml', text }]))));

function withoutLines(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'line' ? undefined : each)));
}

it.each([
  'a: [1, 1.10, 0x10, 012345678901, .5, -0.0]',
  "a: {b: null, c: true, d: 'true', e: '', f: [], g: {}}",
  '__proto__: {map: 1}\nnumber: [1, 2]\n---\nsecond: document',
])('gives back every value of %s', (text) => {
  const [file] = packedAndBack(text);
  expect(withoutLines(file?.documents)).toEqual(withoutLines(readYaml(text)));
});

it('loads the rules of the pack as their YAML does', () => {
  const sources = PACK_NAMES.map((name) => ({ file: name, text: ruleTextOf(name) }));
  const packed = loadRuleFiles(unpackRules(JSON.parse(JSON.stringify(packRules(sources)))));
  const { rules } = loadRules(sources);
  expect(packed.refused).toEqual([]);
  expect(withoutLines(packed.rules)).toEqual(withoutLines(rules));
});
