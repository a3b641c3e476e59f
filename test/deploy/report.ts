import { SITUATIONS } from '../infra/situations';
import type { Life, Step } from './life';
import type { RunbookResult } from './runbook';
import type { SituationResult } from './situation-run';
import { PYTHON_PACKAGES } from './tools';

/** Everything that a run of `npm run test:deploy` found. */
export interface DeployReport {
  readonly situations: readonly SituationResult[];
  readonly life: Life;
  readonly failure: readonly Step[];
  /** The explorer of a stack in a browser, and the policies for those who use it. */
  readonly explorer: readonly Step[];
}

/** What is wrong in a report, a line each. */
export function problemsIn({ situations, life, failure, explorer }: DeployReport): readonly string[] {
  return [
    ...situations.flatMap(({ situation, problems }) => problems.map((problem) => `${situation}: ${problem}`)),
    ...[...life.steps, ...failure, ...explorer]
      .filter(({ isRight }) => !isRight)
      .map(({ what, saw }) => `${what}: ${saw}`),
    ...life.runbook.flatMap(({ chapter, command, problem }) =>
      problem === undefined ? [] : [`runbook, ${chapter}: ${command}: ${problem}`],
    ),
  ];
}

/** The report as docs/deployed.md. */
export function deployedPage(report: DeployReport): string {
  const { situations, life, failure, explorer } = report;
  return `# Deployed on an emulator

\`npm run test:deploy -- --write\` writes this page. It deploys every situation of \`test/infra/situations.ts\`, which together have every
setting of [deploy.md](deploy.md), with the CDK's own command line on an AWS emulator from PyPI (MiniStack ${PYTHON_PACKAGES.ministack}). cfn-lint
${PYTHON_PACKAGES['cfn-lint']} finds nothing in any of the templates. cdk-nag and the CDK judge them in \`npm test\`.

An emulator is not AWS: it does not evaluate policies, and it lacks some types.
${notRun(report)}
## What was left out

The test takes these resources out of each template by name, because the emulator cannot make them:

${table(['type', 'resources of all situations'], strippedRows(situations))}

The emulator also lacks:

- drift-aware change sets: it takes \`cdk deploy --revert-drift\`, and restores nothing
- events between accounts and regions: it takes the rule that forwards the events of a bucket, and does not forward them. The topic of
  another region or account reaches nobody, either. The log files are found by \`reconcile --repair\`
- resource policies of tables: it sets none, and makes another table where one changes
- organizations: the commands in the output \`TrailCommands\` are run as the management account, whose trail it is

## Situations

Each was deployed, got a log file of 22 records, was asked (\`query\`, \`summary\`, \`status\`, \`reconcile\`), and destroyed. Its alert
topics were listened to: a call of level \`medium\` and one of level \`high\` have to arrive on those that take them, and on no other.
In \`exported days\`, the function of the scheduled export also has to write a day that is over and to register its partitions in Glue,
and Athena, which asks DuckDB here, has to count all its events in the stack's workgroup.

${table(['situation', 'resources', 'announced by', 'rows', 'left after `cdk destroy`', 'problems'], situations.map(situationRow))}

## The life of a stack

${stepTable([...life.steps, ...failure])}

## The explorer

\`ssm-audit ui --stack\` on the samples, driven in Chromium. A proxy keeps each request that it makes to AWS. The policies for auditors, as
they were deployed, are evaluated over these calls: by action, resource, and the condition on partitions. The proxy answers \`ListPublicKeys\`
with a key of the test's own, because the emulator has none.

${stepTable(explorer)}

## Commands of the runbook

The commands of [operations.md](operations.md), as they stand there. ${ranCount(life.runbook)}

${table(['chapter', 'command', 'not run, because it needs'], life.runbook.flatMap(skippedRow))}
`;
}

/** What the page says nothing of, because the run was asked for other names. */
function notRun({ situations, life, failure, explorer }: DeployReport): string {
  const parts = { life: life.steps, failure, explorer };
  const names = [
    ...Object.keys(SITUATIONS).filter((name) => !situations.some(({ situation }) => situation === name)),
    ...Object.entries(parts).flatMap(([name, seen]) => (seen.length === 0 ? [name] : [])),
  ].map((name) => `\`${name}\``);
  return names.length === 0 ? '' : `\n**Not run this time**: ${names.join('; ')}.\n`;
}

function strippedRows(situations: readonly SituationResult[]): readonly (readonly string[])[] {
  const names = [...new Set(situations.flatMap(({ stripped }) => [...stripped.keys()]))];
  return names.map((name) => {
    const ids = situations.flatMap(({ stripped }) => stripped.get(name) ?? []);
    return [`\`${name}\``, String(ids.length)];
  });
}

function situationRow(result: SituationResult): readonly string[] {
  const left = Object.entries(result.left).map(([type, count]) => `${count} ${type.replace('AWS::', '')}`);
  return [
    result.situation,
    String(result.resources),
    result.announcedBy,
    String(result.rows),
    left.length === 0 ? 'nothing' : left.join(', '),
    result.problems.length === 0 ? 'none' : result.problems.join('; ').replace(/\s+/g, ' '),
  ];
}

function ranCount(runbook: readonly RunbookResult[]): string {
  const ran = runbook.filter(({ skipped }) => skipped === undefined);
  const well = ran.filter(({ problem }) => problem === undefined);
  return `${ran.length} were run, and ${well.length} of them did what they should. The others:`;
}

function stepTable(steps: readonly Step[]): string {
  return steps.length === 0 ? 'Not run this time.' : table(['what', 'seen', ''], steps.map(stepRow));
}

function stepRow({ what, saw, isRight }: Step): readonly string[] {
  return [what, saw, isRight ? 'right' : '**wrong**'];
}

function skippedRow({ chapter, command, skipped }: RunbookResult): readonly (readonly string[])[] {
  if (skipped === undefined) return [];
  const [line = ''] = command.split('\n');
  return [[chapter, `\`${line.length > 60 ? `${line.slice(0, 60)}…` : line}\``, skipped]];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
