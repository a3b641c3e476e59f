import { execFileSync } from 'node:child_process';
import { main } from '../../../lib/cli/main';
import { stepLines } from '../../../lib/core/alerts/next-steps';
import { observedRow } from '../../../lib/core/alerts/observe-row';
import type { ObservedEvent } from '../../../lib/core/alerts/observed-event';
import { guardedStack } from '../../../lib/core/guard/guarded-stack';
import type { JsonObject } from '../../../lib/core/record/json';
import { readPackCases } from '../../core/rules/pack-cases';
import { casesTextOf, loadPack } from '../../core/rules/pack-files';
import { rowOfRecord } from '../../functions/alerting';
import { logFile } from '../../log-records';
import { onPosix } from '../../on-posix';
import { LocalFolder } from '../local-folder';

jest.setTimeout(300_000);

const { rules } = loadPack();

/** The stack that the cases of guard rules name. */
const STACK = guardedStack(
  JSON.stringify({
    id: 'arn:aws:cloudformation:us-east-1:111122223333:stack/ssm-audit/11111111-2222-4333-8444-555555555555',
    prefix: 'Audit',
    known: [],
    logBucket: 'ssm-audit-logs-example',
  }),
  [],
);

/** The matching cases of each rule, each a record of its own. */
const CASES = rules.map((rule) => ({
  rule,
  records: readPackCases(casesTextOf(rule.file)).match.map(({ record, name }, index) => ({
    ...record,
    eventID: `${rule.id.slice(0, -4)}${String(index).padStart(4, '0')}`,
    userAgent: name,
  })),
}));

const observedCase = (record: JsonObject): ObservedEvent => {
  const observed = observedRow(rowOfRecord(record, 'delivery', STACK), undefined);
  if (observed === undefined) throw new TypeError('a case is never history');
  return observed;
};

const stepsOf = ({ rule, records }: (typeof CASES)[number], store = '') =>
  rule.nextSteps.map((step) => ({
    step,
    lines: records.map((record) => stepLines(step, observedCase(record), { program: 'ssm-audit', store })),
  }));

const isCommand = (line: string) => line.startsWith('  ');

/** Words in capitals that are names of services and techniques, and never stand for a value. */
const ABBREVIATIONS = new Set(['AWS', 'KMS', 'SSH', 'IAM', 'CHG']);

describe.each(CASES.map((each) => [each.rule.file, each] as const))('the next steps of %s', (_, each) => {
  it('have no word that stands for a value, in any case', () => {
    const lines = stepsOf(each).flatMap((step) => step.lines.flat());
    expect(lines.filter((line) => /[{}`\n]/.test(line))).toEqual([]);
    const known = JSON.stringify(each.records);
    const capitals = lines.flatMap((line) => line.match(/(?<![\w-])[A-Z]+(?![\w-])/g) ?? []);
    expect(capitals.filter((word) => word.length > 1 && !ABBREVIATIONS.has(word) && !known.includes(word))).toEqual([]);
  });

  it('have each command filled in by one case at least', () => {
    for (const { step, lines } of stepsOf(each)) {
      const commands = Math.floor(step.split('`').length / 2);
      expect([step, Math.max(...lines.map((shown) => shown.filter(isCommand).length))]).toEqual([step, commands]);
    }
  });
});

describe('the commands of next steps', () => {
  let folder: LocalFolder;

  beforeAll(async () => {
    folder = await LocalFolder.create();
    const name = '111122223333_CloudTrail_us-east-1_20260302T0910Z_abcdefghijklmnop.json.gz';
    await folder.write(name, logFile(CASES.flatMap(({ records }) => records)));
    expect(await run(['ingest', folder.logs, '--local', folder.store])).toMatchObject({ code: 0 });
  });

  afterAll(() => folder.remove());

  onPosix('run as they are printed against the store of the cases', async () => {
    const printed = CASES.flatMap((each) =>
      stepsOf(each, `--local '${folder.store}'`).flatMap(({ lines }) => lines.flat().filter(isCommand)),
    );
    const own = [...new Set(printed)].filter((line) => line.startsWith('  ssm-audit '));
    expect(own.length).toBeGreaterThan(rules.length / 2);
    for (const [index, words] of wordsOf(own).entries()) {
      const { code, stderr } = await run(words);
      expect([own[index], code, code === 0 ? '' : stderr]).toEqual([own[index], 0, '']);
    }
  });
});

/** What a shell makes of commands of this program: the words behind its name. */
function wordsOf(commands: readonly string[]): readonly (readonly string[])[] {
  const script = `ssm-audit() { printf '%s\\0' "$@" $'\\n'; }\n${commands.join('\n')}\n`;
  const output = execFileSync('bash', ['-c', script], { encoding: 'utf8' });
  return output
    .split('\n\0')
    .filter((part) => part !== '')
    .map((part) => part.split('\0').slice(0, -1));
}

/** Runs the command line in this process: hundreds of processes would take minutes. */
async function run(words: readonly string[]): Promise<{ readonly code: number; readonly stderr: string }> {
  let stderr = '';
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(written(() => undefined)),
    jest.spyOn(process.stderr, 'write').mockImplementation(
      written((text) => {
        stderr += text;
      }),
    ),
  ];
  process.exitCode = 0;
  try {
    await main(words);
    return { code: Number(process.exitCode), stderr };
  } finally {
    process.exitCode = 0;
    for (const spy of spies) spy.mockRestore();
  }
}

function written(take: (text: string) => void): typeof process.stdout.write {
  return (chunk: unknown, ...rest: readonly unknown[]) => {
    take(String(chunk));
    const done = rest.find((each) => typeof each === 'function');
    if (typeof done === 'function') done();
    return true;
  };
}
