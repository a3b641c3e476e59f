/**
 * Replaces `@smithy/core/event-streams` in the bundles of the functions. Only operations that answer with a stream of
 * events need it, such as S3's SelectObjectContent. The functions call none, and it would be 15 KB of each bundle.
 */
export class EventStreamSerde {
  constructor() {
    throw new EventStreamError();
  }
}

/** What a client asks for while it is made. It is used by the first stream of events. */
export const eventStreamSerdeProvider = () => new EventStreamSerde();

/** What a client adds to its settings. */
export function resolveEventStreamSerdeConfig<Settings>(settings: Settings): Settings {
  return settings;
}

/** Code of a function calls an operation that answers with a stream of events. */
export class EventStreamError extends Error {
  constructor() {
    super(
      'the bundles of functions read no streams of events: expected other operations; take no-event-streams out of scripts/function-bundles.ts, or call another operation',
    );
    this.name = 'EventStreamError';
  }
}
