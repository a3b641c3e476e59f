/** Copies the input and the output of each request for a logger, even if there is none (AWS SDK for JavaScript v3). */
const LOGGING = 'loggerMiddleware';

/** What a client of the SDK has that its requests pass through. */
interface Client {
  readonly middlewareStack: { remove(name: string): boolean };
}

/**
 * A client of the SDK that does not log. Its logger writes nothing here, and still walks every attribute of every request
 * and answer: a sixth of what reading many rows costs.
 */
export function withoutLogging<AnyClient extends Client>(client: AnyClient): AnyClient {
  client.middlewareStack.remove(LOGGING);
  return client;
}
