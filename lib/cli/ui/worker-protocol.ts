import type { AnswerPart, AnswerRequest } from '../../adapters/http/answers';

/** What the thread of the server tells the thread of the store. `id` is of one answer. */
export type ToWorker =
  | { readonly kind: 'ask'; readonly id: number; readonly request: AnswerRequest }
  /** The last piece is written: the next may come. */
  | { readonly kind: 'taken'; readonly id: number }
  | { readonly kind: 'abort'; readonly id: number }
  | { readonly kind: 'close' };

/** An error, as it passes from one thread to the other. */
export interface PassedError {
  readonly name: string;
  readonly message: string;
}

/** What the thread of the store answers. */
export type FromWorker =
  | { readonly kind: 'open' }
  | { readonly kind: 'not open'; readonly error: PassedError }
  | { readonly kind: 'part'; readonly id: number; readonly part: AnswerPart }
  | { readonly kind: 'end'; readonly id: number; readonly error?: PassedError };

/** An error to pass on. */
export function passedError(error: unknown): PassedError {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}

/** The error that was passed, by its name, which says what it means. */
export function errorOf({ name, message }: PassedError): Error {
  return Object.assign(new Error(message), { name });
}
