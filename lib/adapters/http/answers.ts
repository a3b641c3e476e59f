import type { ApiName, ExportName } from '../../core/explorer/api-paths';
import type { PageAddress } from '../../core/explorer/page-address';

/** What a page asks: messages about an address, or all events of one as a file. */
export type AnswerRequest =
  | { readonly kind: 'api'; readonly name: ApiName; readonly page: PageAddress }
  | { readonly kind: 'export'; readonly name: ExportName; readonly page: PageAddress };

/** A piece of an answer. The first decides the status. */
export interface AnswerPart {
  /** Text, or bytes of a file that is no text. */
  readonly text: string | Uint8Array;
  /** The status of a refusal: the question makes no sense, or what it is about is not there. The pieces say which. */
  readonly refusal?: 400 | 404;
}

/** Takes the pieces of an answer; resolves when the next may come, because a reader may be slow. */
export type Send = (part: AnswerPart) => Promise<void>;

/** Answers what pages ask. */
export interface Answers {
  /**
   * Sends the answer, piece by piece. Reads nothing more once the signal is aborted. Rejects if the answer is a file that
   * cannot be written to its end; messages say themselves what went wrong.
   */
  answer(request: AnswerRequest, send: Send, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
