import type { ServerResponse } from 'node:http';
import { EXPORTS } from '../../core/explorer/api-paths';
import type { AnswerPart, AnswerRequest, Answers } from './answers';
import { RESPONSE_HEADERS } from './response-headers';

/** Messages one a line ("NDJSON"). */
const MESSAGES = 'application/x-ndjson; charset=utf-8';

const EXPORT_TYPES = { csv: 'text/csv; charset=utf-8', ndjson: MESSAGES, package: 'application/gzip' } as const;

/**
 * Sends the answer to a request as it comes. When the client goes away, nothing more is read for it; where it asks for the
 * headers alone (HEAD), nothing after the first piece, which tells the status.
 */
export async function sendAnswer(answers: Answers, request: AnswerRequest, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  // A connection that breaks is closed, too, which is all that matters here.
  response.on('error', () => undefined);
  try {
    const send = async (part: AnswerPart) => {
      await write(response, request, part);
      if (response.req.method === 'HEAD') gone.abort();
    };
    await answers.answer(request, send, gone.signal);
    if (!response.headersSent) response.writeHead(200, headersOf(request));
    response.end();
  } catch (error) {
    fail(response, error);
  }
}

/** A file that is cut off must not look whole: the connection breaks. */
function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(500, { ...RESPONSE_HEADERS, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${error instanceof Error ? error.message : String(error)}\n`);
}

async function write(response: ServerResponse, request: AnswerRequest, { text, refusal }: AnswerPart): Promise<void> {
  if (response.destroyed) return;
  if (!response.headersSent) response.writeHead(refusal ?? 200, headersOf(request));
  if (response.write(text)) return;
  await drained(response);
}

/** Resolves when the reader has taken what was written, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const onEither = () => {
      response.off('drain', onEither).off('close', onEither);
      resolve();
    };
    response.on('drain', onEither).on('close', onEither);
  });
}

function headersOf(request: AnswerRequest): Readonly<Record<string, string>> {
  if (request.kind === 'api') return { ...RESPONSE_HEADERS, 'content-type': MESSAGES };
  return {
    ...RESPONSE_HEADERS,
    'content-type': EXPORT_TYPES[EXPORTS[request.name]],
    'content-disposition': `attachment; filename="${request.name}"`,
  };
}
