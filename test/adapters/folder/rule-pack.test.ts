import { rulePackFolder, ruleSources } from '../../../lib/adapters/folder/rule-folder';
import { compiledRulePack } from '../../../lib/adapters/folder/rule-pack';
import { loadRuleFiles } from '../../../lib/core/rules/load-rule-files';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { unpackRules } from '../../../lib/core/rules/packed/unpacked-rules';

/** What tells a rule or a correlation, without its functions; with its file, its line and what it matches. */
function told(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

it('what the build left is what the folder of rules says now, to the line', async () => {
  const { files } = await compiledRulePack();
  const compiled = loadRuleFiles(unpackRules(files));
  const { rules, correlations } = loadRules(await ruleSources(rulePackFolder()));
  expect(compiled.refused).toEqual([]);
  expect(told(compiled.rules)).toEqual(told(rules));
  expect(told(compiled.correlations)).toEqual(told(correlations));
});
