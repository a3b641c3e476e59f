// One invocation of a function as it is deployed: `node invoke.mjs INDEX`, the event on stdin, the answer on stdout.
import { pathToFileURL } from 'node:url';

const started = performance.now();
const { handler } = await import(pathToFileURL(process.argv[2]).href);
const importMs = Math.round(performance.now() - started);
let event = '';
for await (const chunk of process.stdin) event += chunk;
const end = Date.now() + 900_000;
const context = { getRemainingTimeInMillis: () => end - Date.now(), functionName: 'asset', awsRequestId: 'asset' };
let outcome;
try {
  outcome = { answer: (await handler(JSON.parse(event), context)) ?? null };
} catch (error) {
  outcome = { error: `${error.name}: ${error.message}` };
}
// Powertools writes metrics and logs to stdout, a line each: the answer is the last one.
process.stdout.write(`\n${JSON.stringify({ ...outcome, importMs, node: process.version })}\n`);
process.exit(0);
