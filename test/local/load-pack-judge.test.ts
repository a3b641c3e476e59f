import { rulePackTitle } from '../../lib/adapters/folder/rule-pack-title';
import { readKeptCatch } from '../../lib/app/alert/kept-catch';
import { loadPackJudge } from '../../lib/local/load-pack-judge';
import { auditEvent, rowOf } from '../core/rows/events';

it('judges by the rules of the project, and says by which', async () => {
  const [event, identity] = [auditEvent({ eventName: 'StartSession' }), { type: 'Root' }];
  const row = rowOf(event, { eventSource: 'ssm.amazonaws.com', eventName: 'StartSession', userIdentity: identity });
  const { fingerprint, rules } = rulePackTitle();
  const kept = readKeptCatch((await loadPackJudge()).judge(row) ?? '');
  expect(kept?.fingerprint).toBe(fingerprint);
  const titles = rules.filter(({ id }) => kept?.ids.includes(id)).map(({ title }) => title);
  expect(titles).toContain('Root user acted in Systems Manager');
});
