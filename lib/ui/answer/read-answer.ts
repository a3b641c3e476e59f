import { type Message, readMessage } from '../../core/explorer/messages';
import { BASE } from '../route/address';
import type { AnswerProblem } from './answer-state';
import { Lines } from './lines';
import { rememberNames } from './looked-up';

const GONE = 'the explorer does not answer: it was ended, or its machine sleeps. What is shown stays. Start it again: ';

/** The command that starts the explorer on the same store, as the latest answer says. */
let start = 'npx ssm-audit ui';

/** The statuses of refusals that carry a message: a bad request, and something that is not there. Any other is a sentence. */
const REFUSALS: readonly number[] = [400, 404];

/** The server is gone, or lets nobody in. */
export class UnansweredError extends Error {
  constructor(readonly problem: AnswerProblem) {
    super(problem.text);
    this.name = 'UnansweredError';
  }
}

/**
 * Reads an answer message by message; `path` is relative to the base. Throws `UnansweredError` if there is none or it was cut
 * off; rejects as `fetch` does once the signal is aborted.
 */
export async function readAnswer(path: string, signal: AbortSignal, take: (message: Message) => void): Promise<void> {
  let isWhole = false;
  const takeLine = (line: string) => {
    const message = readMessage(line);
    if (message.type === 'asked') start = message.start;
    isWhole ||= message.type === 'end' || message.type === 'problem';
    if (message.type === 'names') rememberNames(message.names);
    else take(message);
  };
  try {
    await readLines(await admitted(path, signal), takeLine);
  } catch (error) {
    if (signal.aborted || error instanceof UnansweredError) throw error;
    throw gone();
  }
  if (!isWhole && !signal.aborted) throw gone();
}

async function admitted(path: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(`${BASE}${path}`, { signal });
  const isAnswer = response.ok || (REFUSALS.includes(response.status) && isMessages(response));
  if (isAnswer) return response;
  throw new UnansweredError({ problem: 'refused', text: (await response.text()).trim(), mayRetry: true });
}

function isMessages(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('application/x-ndjson') ?? false;
}

async function readLines({ body }: Response, take: (line: string) => void): Promise<void> {
  if (!body) return;
  const lines = new Lines();
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    for (const line of lines.add(piece.value)) take(line);
  }
}

function gone(): UnansweredError {
  return new UnansweredError({ problem: 'gone', text: `${GONE}${start}`, mayRetry: true });
}
