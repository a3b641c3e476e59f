import { parseArgs } from 'node:util';
import type { Page, PageRequest } from '../lib/app/ports/event-reader';
import { verifyTrail } from '../lib/app/verify/verify-trail';
import { isSound } from '../lib/core/integrity/verification';
import { MemoryAudit } from '../test/app/verify/memory-audit';

/**
 * `npm run bench:verify -- [--records N] [--json]`: verifies the rows of a signed trail in memory, three log files with N
 * records each, and tells the processor time of one row. Reading from DynamoDB and S3 is left out.
 */
async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: { records: { type: 'string', default: '1000' }, json: { type: 'boolean', default: false } },
  });
  const audit = await MemoryAudit.indexed({ hours: 3, recordsPerFile: Number(flags.records) });
  const deps = { ...audit.dependencies(), reader: pagedReader(audit), onDigest: () => undefined };
  const window = { since: '2026-03-01T00:00:00Z', until: '2026-03-03T00:00:00Z' };
  const run = () => verifyTrail(deps, { ...window, region: undefined, content: true, rows: true });
  await run();
  const before = process.cpuUsage();
  const verification = await run();
  const { user, system } = process.cpuUsage(before);
  if (!isSound(verification)) throw new TypeError('the trail is not sound: expected every row to be valid');
  const rows = verification.rows.valid;
  const result = { rows, terms: audit.tables.termRows.size, msPerRow: (user + system) / 1_000 / rows };
  process.stdout.write(
    flags.json
      ? `${JSON.stringify(result)}\n`
      : `${rows} rows and ${result.terms} terms: ${result.msPerRow.toFixed(2)} ms of processor time a row\n`,
  );
}

/** The reader of the tables in memory, which itself looks at every row for each page. */
function pagedReader({ tables }: MemoryAudit): MemoryAudit['tables'] {
  const pages = new Map<string, Promise<Page>>();
  const page = async (request: PageRequest): Promise<Page> => {
    const { partition, limit = 100, after } = request;
    const key = JSON.stringify(partition);
    const whole = pages.get(key) ?? tables.page(request);
    pages.set(key, whole);
    const { rows } = await whole;
    const start = Number(after ?? 0);
    const end = start + limit;
    return { rows: rows.slice(start, end), after: end < rows.length ? end : undefined };
  };
  return Object.assign(Object.create(tables), { page });
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
