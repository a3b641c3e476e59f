import { loadRules } from '../lib/core/rules/load-rules';
import { compileRules } from '../lib/core/rules/rule-set';
import { HOSTILE_VALUES, type HostileValue } from './hostile-values';

/** Times that something is measured; the least is kept, since whatever disturbs a measurement makes it longer. */
const RUNS = 7;

/** The sizes of a hostile value, in bytes. A record is at most 256 KiB. */
const SMALL = 32 * 1024;
const LARGE = 8 * SMALL;

/** Times longer that the large value may take: 8 is linear, 64 quadratic. */
const MOST_GROWTH = 32;

/** Milliseconds under which a time says nothing of growth. */
const TOO_SHORT_MS = 2;

const RULES = 200;
const ROUNDS = 1_000;

/** Microseconds that one record may take against all rules. */
const MOST_MICROSECONDS = 50;

const EVENT_NAMES = ['SendCommand', 'StartSession', 'GetParameter', 'PutParameter', 'DeleteDocument'];

/**
 * `npm run bench:matching`: how the time grows that hostile values take, and what one record costs against 200 rules. Exits
 * with 1 where growth is far from linear or a record costs too much.
 */
function main(): void {
  const isMet = [...HOSTILE_VALUES.map(growsLinearly), costsLittle()];
  process.exitCode = isMet.every(Boolean) ? 0 : 1;
}

function growsLinearly({ what, text, work }: HostileValue): boolean {
  const [small, large] = [text(SMALL), text(LARGE)].map((value) => leastMs(() => work(value))) as [number, number];
  const growth = large / small;
  const isMet = large < TOO_SHORT_MS || growth <= MOST_GROWTH;
  return told(
    what,
    `${large.toFixed(2)} ms for ${LARGE / 1024} KiB, ${growth.toFixed(1)} times an eighth of it`,
    isMet,
  );
}

function costsLittle(): boolean {
  const set = compileRules(loadRules(Array.from({ length: RULES }, (_, index) => rule(index))).rules);
  const records = EVENT_NAMES.map((eventName) => ({
    eventSource: 'ssm.amazonaws.com',
    eventName,
    requestParameters: { documentName: 'AWS-RunShellScript' },
  }));
  const ms = leastMs(() => {
    for (let round = 0; round < ROUNDS; round += 1) for (const record of records) set.matches(record);
  });
  const microseconds = (ms * 1000) / ROUNDS / records.length;
  return told(`a record against ${RULES} rules`, `${microseconds.toFixed(1)} µs`, microseconds <= MOST_MICROSECONDS);
}

/** One in twenty rules looks at an event that occurs. */
function rule(index: number) {
  const eventName = `${EVENT_NAMES[index % EVENT_NAMES.length]}${index < 10 ? '' : index}`;
  const text = `
title: Rule ${index}
id: rule-${index}
logsource: {product: aws, service: cloudtrail}
detection:
  sel:
    eventSource: ssm.amazonaws.com
    eventName: ${eventName}
    requestParameters.documentName|startswith: [Custom-, /a, AWS-Run]
  ok:
    userIdentity.arn|contains: admin
  condition: sel and not ok
`;
  return { file: `${index}.yml`, text };
}

/** Milliseconds of CPU time: others on the machine do not count. */
function leastMs(work: () => void): number {
  return Math.min(
    ...Array.from({ length: RUNS }, () => {
      const started = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1000;
    }),
  );
}

function told(what: string, found: string, isMet: boolean): boolean {
  process.stdout.write(`${isMet ? 'met' : 'MISSED'}  ${what}: ${found}\n`);
  return isMet;
}

main();
