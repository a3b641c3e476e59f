import { compiledRulePack } from '../adapters/folder/rule-pack';
import { rulePackTitle } from '../adapters/folder/rule-pack-title';
import { PackJudge } from '../app/alert/pack-judge';

/** What judges rows by the rules of the project, without what a deployment changes about them. Rejects without a build. */
export async function loadPackJudge(): Promise<PackJudge> {
  return new PackJudge(await compiledRulePack(), rulePackTitle().fingerprint);
}
