import { NO_DEADLINE } from '../../app/ports/deadline';
import { type RebuildState, rebuildStateIn } from '../../app/rebuild/rebuild-state';
import type { BegunRebuild, TermRebuilder } from '../../app/rebuild/term-rebuilder';
import type { RebuildInvocation } from '../../contract/rebuild';
import { RefusedRequestError, SignedRequests, type SigningConfig } from '../signing/signed-requests';

/** How long an invocation that only asks may take, in milliseconds: a cold start, and two requests to DynamoDB. */
const INVOCATION_MS = 30_000;

const FORBIDDEN = 403;

/** Whoever asks may not invoke the function. */
export class RebuildNotAllowedError extends Error {
  constructor(
    readonly functionArn: string,
    options?: ErrorOptions,
  ) {
    super(
      `your credentials may not invoke ${functionArn}: expected lambda:InvokeFunction on it; attach the policy that the output OperatorPolicyArn of the stack names`,
      options,
    );
    this.name = 'RebuildNotAllowedError';
  }
}

/** The function failed, or did not answer as it does. */
export class RebuildFunctionError extends Error {
  constructor(
    readonly functionArn: string,
    readonly answer: string,
  ) {
    super(
      `the function ${functionArn} answers ${JSON.stringify(answer)}: expected how far the rebuild has come; look into its log`,
    );
    this.name = 'RebuildFunctionError';
  }
}

/** How much of an unexpected answer an error repeats. */
const SHOWN_CHARACTERS = 300;

/** Invokes the function of a stack that rebuilds Terms, by signed requests, because one command alone needs Lambda. */
export class InvokedRebuilder implements TermRebuilder {
  private readonly requests: SignedRequests;
  private readonly url: URL;

  /** `endpoint` is where Lambda is instead of at AWS. */
  constructor(
    signing: SigningConfig,
    private readonly functionArn: string,
    endpoint: string | undefined,
  ) {
    const [, partition = '', , region = ''] = functionArn.split(':');
    this.requests = new SignedRequests('lambda', { ...signing, region: async () => region }, INVOCATION_MS);
    const host =
      endpoint ?? `https://lambda.${region}.${partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'}`;
    const name = functionArn.slice(functionArn.lastIndexOf(':') + 1);
    this.url = new URL(`/2015-03-31/functions/${encodeURIComponent(name)}/invocations`, host);
  }

  async start(): Promise<BegunRebuild> {
    const { state, isNew, wasDamaged } = await this.ask({ rebuild: 'start' });
    return { state: this.stateIn(state), isNew: isNew === true, wasDamaged: wasDamaged === true };
  }

  async goOn(): Promise<void> {
    await this.invoke({}, { 'x-amz-invocation-type': 'Event' });
  }

  async progress(): Promise<RebuildState | undefined> {
    const { state } = await this.ask({ rebuild: 'progress' });
    return state === null ? undefined : this.stateIn(state);
  }

  private stateIn(value: unknown): RebuildState {
    const state = rebuildStateIn(value);
    if (state === undefined) throw new RebuildFunctionError(this.functionArn, shown(JSON.stringify(value)));
    return state;
  }

  private async ask(invocation: RebuildInvocation): Promise<Readonly<Record<string, unknown>>> {
    const response = await this.invoke(invocation, {});
    const text = await response.text();
    const answer = parsed(text);
    if (response.headers.has('x-amz-function-error') || !('state' in answer)) {
      throw new RebuildFunctionError(this.functionArn, shown(text));
    }
    return answer;
  }

  private async invoke(payload: object, headers: Readonly<Record<string, string>>): Promise<Response> {
    const body = JSON.stringify(payload);
    const request = {
      method: 'POST',
      url: this.url,
      headers: { 'content-type': 'application/json', ...headers },
      body,
    } as const;
    try {
      return await this.requests.send(request, NO_DEADLINE);
    } catch (error) {
      if (!(error instanceof RefusedRequestError) || error.status !== FORBIDDEN) throw error;
      throw new RebuildNotAllowedError(this.functionArn, { cause: error });
    }
  }
}

function shown(answer: string): string {
  return answer.slice(0, SHOWN_CHARACTERS);
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
