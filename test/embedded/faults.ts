import { type DynamoDBClient, DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { S3ServiceException } from '@aws-sdk/client-s3';

/** A request that a client is about to send. */
export interface SentRequest {
  /** `PutItemCommand`, … */
  readonly command: string;
  readonly input: Record<string, unknown>;
}

/**
 * Has requests of a real client fail: those for which `fault` gives an error are not sent, and the client tries again as
 * it does otherwise. Gives what was asked for, each try of it, failed or not, and goes on until `stop`.
 */
export function injectFaults(
  client: { readonly middlewareStack: unknown },
  fault: (request: SentRequest) => Error | undefined,
): { readonly requests: readonly SentRequest[]; stop(): void } {
  const requests: SentRequest[] = [];
  const name = `faults-${Math.random()}`;
  const middleware =
    (next: (args: never) => Promise<unknown>, context: { commandName?: string }) => async (args: { input: object }) => {
      const request = { command: context.commandName ?? '', input: { ...args.input } };
      requests.push(request);
      const error = fault(request);
      if (error) throw error;
      return next(args as never);
    };
  const stack = client.middlewareStack as DynamoDBClient['middlewareStack'];
  stack.add(middleware as never, { step: 'finalizeRequest', priority: 'low', name });
  return { requests, stop: () => void stack.remove(name) };
}

/** An error as DynamoDB answers with. */
export function dynamoDbError(name: string, message = name): DynamoDBServiceException {
  return new DynamoDBServiceException({ name, $fault: 'client', message, $metadata: { httpStatusCode: 400 } });
}

/** An error as S3 answers with. */
export function s3Error(name: string, httpStatusCode: number): S3ServiceException {
  return new S3ServiceException({ name, $fault: 'client', message: name, $metadata: { httpStatusCode } });
}

/** A connection that broke. */
export function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}
