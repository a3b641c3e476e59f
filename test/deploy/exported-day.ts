import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from './cdk-app';
import { runScript } from './command';
import type { DeployedStack } from './deployed-stack';
import type { Emulator } from './emulator';
import { freshLogFile } from './fresh-log-file';

/** How far the last day that is exported lies back: a day is exported two hours after its end. */
const SETTLED_MS = 26 * 60 * 60 * 1000;

/** How long Athena may take to answer a question. */
const ANSWERED_WITHIN_MS = 60_000;

/**
 * What is wrong with the scheduled export of a situation that has one: the function exports a day that is over, and Athena
 * counts its events over the table of Glue, in the stack's workgroup.
 */
export async function exportedDay(
  emulator: Emulator,
  stack: DeployedStack,
  context: Context,
): Promise<readonly string[]> {
  if (context['ssm-audit:exportTable'] !== true) return [];
  const date = new Date(Date.now() - SETTLED_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
  const file = await stack.put(freshLogFile(stack.prefix, new Date(`${date}T12:00:00Z`)));
  await stack.announce(file);
  const rows = await stack.rowsOf(file);
  const day = date.replaceAll('-', '');
  const failed = exportNow(emulator, stack);
  const table = `ssm_audit.ssm_audit_${String(context['ssm-audit:exportSchema'] ?? 'event')}`;
  const partitions = partitionsOf(emulator, table);
  const counted = await answerOf(emulator, stack.name, `SELECT count(*) FROM ${table} WHERE eventday = '${day}'`);
  return [
    ...failed,
    ...(partitions.some((location) => location.includes(`/eventDay=${day}/`))
      ? []
      : [`Glue has no partition of ${day}`]),
    ...(counted === String(rows) ? [] : [`Athena counts ${counted} of ${rows} events of ${day}`]),
  ];
}

/** Runs the function, as its schedule does every hour. */
function exportNow(emulator: Emulator, stack: DeployedStack): readonly string[] {
  const [name = ''] = Object.entries(stack.resourcesOf('AWS::Lambda::Function')).flatMap(([id, each]) =>
    id.includes('ScheduledExport') ? [each] : [],
  );
  // The command would ask again after a minute, and two runs would be in each other's way. It opens no socket, but a pipe.
  const invoke = `aws lambda invoke --cli-read-timeout 600 --function-name '${name}' --output text /dev/stdout | cat`;
  const { stdout, stderr } = runScript(invoke, { env: emulator.environment() });
  return /"end": ?"done"/.test(stdout) ? [] : [`the scheduled export says ${stdout.trim()} ${stderr.trim()}`];
}

/** Where the partitions of a table lie. */
function partitionsOf(emulator: Emulator, table: string): readonly string[] {
  const [database = '', name = ''] = table.split('.');
  const of = ['--database-name', database, '--table-name', name];
  const query = ['--query', 'Partitions[].StorageDescriptor.Location', '--output', 'json'];
  return JSON.parse(emulator.aws(['glue', 'get-partitions', ...of, ...query]));
}

/** The one value that answers a question, or why there is none. */
async function answerOf(emulator: Emulator, workGroup: string, question: string): Promise<string> {
  const athena = (...args: readonly string[]) => JSON.parse(emulator.aws(['athena', ...args, '--output', 'json']));
  const started = athena('start-query-execution', '--work-group', workGroup, '--query-string', question);
  const of = ['--query-execution-id', String(started.QueryExecutionId)];
  let status: { readonly State?: string; readonly StateChangeReason?: string } = {};
  for (const until = Date.now() + ANSWERED_WITHIN_MS; Date.now() < until; await sleep(1000)) {
    status = athena('get-query-execution', ...of).QueryExecution.Status;
    if (status.State !== 'QUEUED' && status.State !== 'RUNNING') break;
  }
  if (status.State !== 'SUCCEEDED') return `${status.State}, ${status.StateChangeReason}`;
  const [, row] = athena('get-query-results', ...of).ResultSet.Rows;
  return String(row?.Data[0]?.VarCharValue);
}
