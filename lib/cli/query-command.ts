import { Command, InvalidArgumentError } from 'commander';
import type { FindDependencies } from '../app/find-events';
import type { EventQuery } from '../core/query/event-query';
import { type OutputFormat, outputOption, say, writeData } from './output';
import { type QueryFlags, queryOf } from './query-flags';
import { EventRenderer } from './render-events';
import { explainLines } from './render-explain';
import { type StoreFlags, storePlace, withPlaceFlags, withStore } from './store';

type Flags = QueryFlags & StoreFlags & { readonly output: OutputFormat; readonly explain?: true };

/** Events that are shown where no limit is given. */
const DEFAULT_LIMIT = 100;

/** `ssm-audit query` */
export function queryCommand(): Command {
  return withPlaceFlags(new Command('query'))
    .description('list events, newest first; repeating a flag means "or", different flags mean "and"')
    .option('--event <name>', 'eventName', collect)
    .option('--event-source <name>', 'eventSource, such as ssm-guiconnect.amazonaws.com', collect)
    .option('--principal <arn>', 'userIdentity ARN, or what stands in for one', collect)
    .option('--role <arn|name>', 'the role behind a session', collect)
    .option('--actor <name>', 'user, source identity, instance or session name', collect)
    .option('--resource <id|arn>', 'what the call was about', collect)
    .option('--changed', 'with --resource: only calls that changed or created it')
    .option('--event-id <id>', 'eventID', collect)
    .option('--error <code|any>', 'errorCode, or any that is no success', collect)
    .option('--denied', 'only denied calls')
    .option('--account <id>', 'recipientAccountId', collect)
    .option('--region <region>', 'awsRegion (where a stack is deployed: AWS_REGION or the profile says)', collect)
    .option('--source-ip <address>', 'sourceIPAddress', collect)
    .option('--access-key <id>', 'accessKeyId', collect)
    .option('--writes', 'only calls that may have changed something')
    .option('--no-agent', "leave out the agent's own traffic")
    .option('--related', 'show KMS calls on parameters too')
    .option('--quarantined', 'the records that could not be indexed')
    .option('--where <path=value>', 'a test on the record, PATH[|modifier]=VALUE as in Sigma rules', collect)
    .option('--since <time>', 'ISO 8601 or an age (15m, 24h, 7d), inclusive; all')
    .option('--until <time>', 'ISO 8601 or an age, exclusive')
    .option('--limit <n>', 'how many at most; 0 for all', wholeNumber, DEFAULT_LIMIT)
    .option('--oldest-first', 'in the order of time')
    .option('--record', 'with the whole CloudTrail record, secrets masked')
    .option('--explain', 'say on stderr which keys answered and what it cost')
    .addOption(outputOption())
    .action(query);
}

async function query(flags: Flags): Promise<void> {
  const now = new Date();
  const question = queryOf(flags, now);
  await withStore(storePlace(storeFlags(flags), process.env), async ({ tables }) => {
    const { eventReading } = await import('../adapters/event-reading.js');
    const { reader, receipts, meter } = eventReading(tables);
    const renderer = new EventRenderer(flags.output, question.record);
    const count = await print({ reader, now: () => now }, question, renderer);
    const { coverageNotes } = await import('../app/coverage.js');
    const notes = await coverageNotes({ reader, receipts }, question);
    if (notes.length > 0) say(`ssm-audit: not the whole picture: ${notes.join('; ')}`);
    if (count === 0) await sayWhyEmpty(reader, question);
    if (flags.explain) for (const line of explainLines(question, meter.costs())) say(line);
  });
}

/** Prints the answer as it is found; stops where the reader of stdout has gone. */
async function print(deps: FindDependencies, question: EventQuery, renderer: EventRenderer): Promise<number> {
  const { findEvents } = await import('../app/find-events.js');
  let count = 0;
  let isRead = await writeData(renderer.begin());
  for await (const found of findEvents(deps, question)) {
    count += 1;
    const text = renderer.event(found);
    isRead = text === '' || (await writeData(text));
    if (!isRead) return count;
  }
  if (isRead) await writeData(renderer.end());
  return count;
}

/** `--region` is a filter here. */
function storeFlags(flags: Flags): StoreFlags {
  const { region: _, ...rest } = flags;
  return rest;
}

async function sayWhyEmpty(reader: FindDependencies['reader'], question: EventQuery): Promise<void> {
  const { emptyAnswerHints } = await import('../app/empty-answer-hints.js');
  for (const hint of await emptyAnswerHints(reader, question)) say(`ssm-audit: ${hint}`);
}

/** Collects the values of a flag that may be repeated. */
function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('expected a whole number from 0.');
  return Number(value);
}
