import { beginning, type RebuildState } from '../../../lib/app/rebuild/rebuild-state';
import { EmbeddedRebuildFunction } from '../../embedded/rebuild-function';
import { EmbeddedStackOutputs } from '../../embedded/stack-outputs';
import { runCli } from '../run-cli';

const ARN = 'arn:aws:lambda:eu-central-1:111122223333:function:ssm-audit-rebuild';
const BEGUN = beginning(new Date('2026-03-02T00:00:00Z'), undefined);
const DONE: RebuildState = {
  ...BEGUN,
  endedAt: '2026-03-02T01:00:00.000Z',
  partitions: { done: 57, all: 57 },
  counts: { rows: 1000, written: 2610, standing: 3, failed: 0 },
};

let lambda: EmbeddedRebuildFunction;
let stack: EmbeddedStackOutputs;

beforeEach(async () => {
  lambda = await EmbeddedRebuildFunction.start();
  stack = await EmbeddedStackOutputs.start({ RebuildFunctionArn: ARN });
});

afterEach(() => Promise.all([lambda.stop(), stack.stop()]));

/** Lets the function say this when it is asked to start, and when it is asked for progress. */
function says(start: RebuildState, progress: RebuildState | null, isNew = true): void {
  lambda.answer = (payload) =>
    Object(payload).rebuild === 'start' ? { content: { state: start, isNew } } : { content: { state: progress } };
}

function rebuildTerms(...flags: readonly string[]) {
  return runCli(['rebuild-terms', '--stack', 'audit', ...flags], {
    env: {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL_CLOUDFORMATION: stack.endpoint,
      AWS_ENDPOINT_URL_LAMBDA: lambda.endpoint,
    },
  });
}

describe('ssm-audit rebuild-terms', () => {
  it('asks for a rebuild, lets it begin at once, and follows it to its end', async () => {
    says(BEGUN, DONE);
    const run = await rebuildTerms('--output', 'json');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toEqual({
      state: 'done',
      startedAt: BEGUN.startedAt,
      progressAt: BEGUN.progressAt,
      endedAt: DONE.endedAt,
      partitions: { done: 57, all: 57 },
      rows: 1000,
      written: 2610,
      standing: 3,
      failed: 0,
      failures: [],
    });
    expect(lambda.invocations.map(({ payload }) => payload)).toEqual([
      { rebuild: 'start' },
      {},
      { rebuild: 'progress' },
    ]);
  });

  it('leaves it to the stack with --no-wait, and joins one that is going on', async () => {
    says(BEGUN, null, false);
    const run = await rebuildTerms('--no-wait', '--output', 'table');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('going on');
    expect(run.stderr).toContain('has been going on since 2026-03-02T00:00:00.000Z: this command joins it');
    expect(run.stderr).toMatch(/the stack goes on with it by itself: .*rebuild-terms --progress --stack audit shows/);
  });

  it('names what failed, without what would move the terminal, and exits with 1', async () => {
    const failures = [{ ref: 'DeleteDocument/2026#\u001b[31m', reason: 'it has no record that can be read' }];
    says(BEGUN, { ...DONE, counts: { ...DONE.counts, failed: 3 }, failures });
    const run = await rebuildTerms('--progress', '--output', 'ndjson');
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('it has no record that can be read');
    expect(run.stderr).toContain('and 2 more rows');
    expect(run.stderr).toContain('a backfill of their days');
    expect(run.stderr).not.toContain('\u001b');
  });

  it.each([
    [{ ...DONE, partitions: { done: 0, all: 0 } }, 'nothing was rebuilt'],
    [null, 'nobody has asked for a rebuild'],
  ])('takes nothing for no success: %#', async (state, said) => {
    says(BEGUN, state);
    const run = await rebuildTerms('--progress');
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(said);
  });

  it('tells a rebuild that goes on from one that stands still', async () => {
    says(BEGUN, { ...BEGUN, progressAt: new Date().toISOString() });
    const goesOn = await rebuildTerms('--progress');
    expect(goesOn.code).toBe(0);
    expect(goesOn.stderr).toContain('the stack goes on with it by itself');
    says(BEGUN, BEGUN);
    const stands = await rebuildTerms('--progress');
    expect(stands.code).toBe(1);
    expect(stands.stderr).toContain('has come no further since 2026-03-02T00:00:00.000Z: expected a step');
    expect(stands.stderr).not.toContain('by itself');
  });

  it('refuses a local store, and says why and what to do instead', async () => {
    const run = await runCli(['rebuild-terms', '--local', 'logs']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('expected --stack NAME, because the terms of a local store stand in the same file');
    expect(run.stderr).toContain('ingest PATH --force');
  });
});
