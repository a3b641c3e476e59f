import type { EventVerdict, VerifiedEvent } from '../../app/evidence/verify-events';
import type { PackageReader } from '../../app/ports/evidence/package-files';
import { isJsonObject } from '../../core/record/json';
import { PACKAGE_FILES } from './package-layout';
import { linesOf } from './packaged-events';

/** How many events have which verdict. */
export type VerdictCounts = Readonly<Record<EventVerdict, number>>;

/** The verification of events as one JSON array with an event a line, and what it comes to once it is written. */
export function verifiedList(events: AsyncIterable<VerifiedEvent>) {
  const counts: Record<EventVerdict, number> = { proven: 0, invalid: 0, unsigned: 0, 'not checked': 0 };
  async function* lines(): AsyncGenerator<string> {
    let before = '[';
    for await (const event of events) {
      counts[event.verdict] += 1;
      yield `${before}\n${JSON.stringify(event)}`;
      before = ',';
    }
    yield before === '[' ? '[]\n' : '\n]\n';
  }
  return { lines: lines(), counts };
}

/** The verification in a package is not what this program writes. */
export class MalformedVerificationError extends Error {
  constructor(readonly line: number) {
    super(
      `${PACKAGE_FILES.verification}: line ${line} is no verified event: expected an object with ref and verdict, as this program writes it`,
    );
    this.name = 'MalformedVerificationError';
  }
}

/** The verified events of a package, line by line as `verifiedList` writes them. Throws `MalformedVerificationError`. */
export async function* verifiedLines(reader: PackageReader): AsyncGenerator<VerifiedEvent> {
  let number = 0;
  for await (const line of linesOf(await reader.open(PACKAGE_FILES.verification))) {
    number += 1;
    if (/^\[?\]?$/.test(line)) continue;
    yield readLine(line.replace(/,$/, ''), number);
  }
}

const TEXTS = ['ref', 'logFile', 'recordSha256'];

const VERDICTS: readonly unknown[] = ['proven', 'invalid', 'unsigned', 'not checked'] satisfies EventVerdict[];

function readLine(line: string, number: number): VerifiedEvent {
  try {
    const event: unknown = JSON.parse(line);
    const isWhole = isJsonObject(event) && TEXTS.every((name) => typeof event[name] === 'string');
    const isJudged = isWhole && VERDICTS.includes(event['verdict']) && typeof event['recordIndex'] === 'number';
    // Of a member that stands twice, other readers take the other one.
    if (isJudged && JSON.stringify(event) === line) return event as unknown as VerifiedEvent;
  } catch {
    // Told below.
  }
  throw new MalformedVerificationError(number);
}
