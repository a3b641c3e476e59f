import type { AnswerRequest, Answers, Send } from '../../adapters/http/answers';

/** What the first page asks before it shows anything: which deliveries there are, and the rows of the last days. */
const FIRST_PAGE: readonly AnswerRequest[] = [
  { kind: 'api', name: 'news', page: { page: 'status', question: [] } },
  { kind: 'api', name: 'more', page: { page: 'events', question: [] } },
];

/**
 * Answers that were given once before anybody asks: code that runs for the first time and pages that are on the disk alone
 * cost the first answer several times what they cost the next. A question ends that at once: nobody waits for it.
 */
export class WarmedAnswers implements Answers {
  private readonly asked = new AbortController();

  constructor(private readonly answers: Answers) {}

  /** Asks what the first page asks, for nobody. Resolves when it is answered, or when somebody asks. */
  async warm(): Promise<void> {
    const { signal } = this.asked;
    for (const request of FIRST_PAGE) if (!signal.aborted) await this.answers.answer(request, nobody, signal);
  }

  answer(request: AnswerRequest, send: Send, signal: AbortSignal): Promise<void> {
    this.asked.abort();
    return this.answers.answer(request, send, signal);
  }

  close(): Promise<void> {
    this.asked.abort();
    return this.answers.close();
  }
}

async function nobody(): Promise<void> {}
