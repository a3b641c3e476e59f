import { compiledRulePack } from '../../../lib/adapters/folder/rule-pack';
import { rulePackTitle } from '../../../lib/adapters/folder/rule-pack-title';
import { PackRules } from '../../../lib/core/rules/packed/rule-pack';

it('names the rules that the build left, each by an id of its own', async () => {
  const { fingerprint, rules } = rulePackTitle();
  const compiled = new PackRules(await compiledRulePack()).for({});
  expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
  expect(rules).toEqual(compiled.map(({ id, title, level }) => ({ id, title, level })));
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});
