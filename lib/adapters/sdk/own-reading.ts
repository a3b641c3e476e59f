import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** What an own reader takes out of the body of an answer, and the body that is left for the SDK to read. */
export interface TakenOut<Taken> {
  readonly taken: Taken;
  readonly rest: Uint8Array;
}

/** What a command of the SDK has that its answer passes through. */
interface Command {
  readonly middlewareStack: {
    add(middleware: (next: Handler) => Handler, options: { step: 'deserialize'; priority: 'low'; name: string }): void;
  };
}

type Handler = (args: never) => Promise<{ response: unknown; output: never }>;

const OK = 200;

/**
 * Has an own reader look at the body of a command's answer before the SDK does, and take out what is long and simple: the SDK
 * makes dozens of objects of each element. Where the reader gives undefined, the SDK reads the whole. Gives what was taken out of
 * the last answer, which is that of the last try; undefined if nothing was.
 */
export function readingOwn<Taken>(
  command: object,
  read: (body: Buffer) => TakenOut<Taken> | undefined,
): () => Taken | undefined {
  let taken: Taken | undefined;
  const middleware =
    (next: Handler): Handler =>
    async (args) => {
      taken = undefined;
      const result = await next(args);
      const response = answerOf(result.response);
      if (response === undefined) return result;
      const body = await buffer(response.body);
      const own = read(body);
      taken = own?.taken;
      response.body = Readable.from([own?.rest ?? body]);
      return result;
    };
  (command as Command).middlewareStack.add(middleware, { step: 'deserialize', priority: 'low', name: 'ownReading' });
  return () => taken;
}

/** An answer that is no error, and has a body that can be read. */
function answerOf(response: unknown): { body: Readable } | undefined {
  const answer = response as { statusCode?: unknown; body?: unknown };
  return answer.statusCode === OK && answer.body instanceof Readable ? (answer as { body: Readable }) : undefined;
}
