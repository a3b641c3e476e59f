import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { INSTANCE_ROLE } from '../../../samples/callers';
import { readPackCases } from './pack-cases';
import { casesTextOf, loadPack, ruleTextOf } from './pack-files';
import { TABLE_HEAD, tableRows } from './pack-table';

const PAGE = join(__dirname, '../../../docs/rules.md');

/** The rule that the example is an exception to. */
const EXCEPTED = 'send-command-by-instance-role';

describe('docs/rules.md', () => {
  it('has the table that the rule files make: where it fails, the expected lines are what belongs there', () => {
    const lines = readFileSync(PAGE, 'utf8').split('\n');
    const table = lines.slice(lines.indexOf(TABLE_HEAD[0])).filter((line) => line.startsWith('| '));
    expect(table).toEqual([TABLE_HEAD[0], ...tableRows(loadPack().rules)]);
  });

  it('shows an exception that works, once it names the role', () => {
    const example = /```yaml\n([\s\S]*?)```/.exec(readFileSync(PAGE, 'utf8'))?.[1] ?? '';
    const exception = example.replace('deployment-server', INSTANCE_ROLE);
    const { rules, refused, findings } = loadRules([
      { file: EXCEPTED, text: ruleTextOf(EXCEPTED) },
      { file: 'docs/rules.md', text: exception },
    ]);
    expect({ refused, findings }).toEqual({ refused: [], findings: [] });
    const [first] = readPackCases(casesTextOf(EXCEPTED)).match;
    expect(rules.map((rule) => first && rule.matches(first.record))).toEqual([false]);
  });
});
