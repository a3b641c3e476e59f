import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PROJECT_ROOT } from '../../scripts/project-root';

/** Where `cdk synth` puts the stack and the assets. */
const OUTPUT_FOLDER = join(PROJECT_ROOT, 'cdk.out');

/** The functions' Node.js (lib/infra/functions/audit-function.ts), as the `node` package of npm has it. */
const FUNCTION_NODE = 'node@24';

/** What came of an invocation: an answer, or the error that the handler ended with. */
export interface Invocation {
  readonly answer?: unknown;
  readonly error?: string;
  /** How long loading the code took, in milliseconds. */
  readonly importMs: number;
  readonly node: string;
}

/** A function as it is deployed: the folder of its asset, run by the Node.js of its runtime. */
export class FunctionAsset {
  constructor(
    private readonly node: string,
    private readonly folder: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** Runs the handler in a process of its own, as a new execution environment would. */
  async invoke(event: unknown): Promise<Invocation> {
    const invoke = join(__dirname, 'invoke.mjs');
    const child = spawn(this.node, [invoke, join(this.folder, 'index.mjs')], {
      cwd: this.folder,
      env: this.environment,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(JSON.stringify(event));
    const lines = (await text(child.stdout)).trim().split('\n');
    return JSON.parse(lines.at(-1) ?? '') as Invocation;
  }
}

/** The path of the functions' Node.js, which npm fetches where it is not in its cache yet. */
export function functionNode(): string {
  const print = 'console.log(process.execPath)';
  return execFileSync('npx', ['--yes', FUNCTION_NODE, '--eval', print], { encoding: 'utf8' }).trim();
}

/**
 * Synthesizes with every function that there may be, and gives the folder of the asset of each by the part of the logical
 * id that names it. Throws if the stack has one that no part names, so that none is forgotten.
 */
export function synthesizedAssets(names: readonly string[]): (name: string) => string {
  const settings = ['verifyRows=true', 'exportBucketName=lake'].flatMap((each) => ['--context', `ssm-audit:${each}`]);
  execFileSync('npx', ['cdk', 'synth', '--quiet', ...settings], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const functions = synthesizedFunctions();
  const unnamed = functions.find(([id]) => !names.some((name) => id.includes(name)));
  if (unnamed) throw new UntestedFunctionError(unnamed[0]);
  return (name) => {
    const found = functions.find(([id]) => id.includes(name));
    const folder = `asset.${found?.[1].replace(/\.zip$/, '')}`;
    if (!readdirSync(OUTPUT_FOLDER).includes(folder)) throw new MissingAssetError(name);
    return join(OUTPUT_FOLDER, folder);
  };
}

/** The logical IDs of the functions of the stack, with the files of their code. */
function synthesizedFunctions(): readonly (readonly [id: string, code: string])[] {
  const template: unknown = JSON.parse(readFileSync(join(OUTPUT_FOLDER, 'ssm-audit.template.json'), 'utf8'));
  const { Resources } = template as { Resources: Record<string, { Type: string; Properties: { Code?: Code } }> };
  return Object.entries(Resources).flatMap(([id, { Type, Properties }]) =>
    Type === 'AWS::Lambda::Function' ? [[id, Properties.Code?.S3Key ?? ''] as const] : [],
  );
}

interface Code {
  readonly S3Key?: string;
}

/** The synthesized stack has no function of that name, or not its code. */
export class MissingAssetError extends Error {
  constructor(readonly functionName: string) {
    super(`cdk.out has no asset of a function whose logical id contains ${functionName}: synthesize again`);
    this.name = 'MissingAssetError';
  }
}

/** The synthesized stack has a function that nothing here tests. */
export class UntestedFunctionError extends Error {
  constructor(readonly logicalId: string) {
    super(`the stack has a function ${logicalId} that test:assets does not invoke`);
    this.name = 'UntestedFunctionError';
  }
}
