import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { devDependencies } from '../../package.json';
import { PROJECT_ROOT } from '../../scripts/project-root';

/** The CDK app of somebody else, away from this project, in which the package is installed beside the CDK. */
export class ScratchApp {
  private constructor(private readonly folder: string) {}

  /** Makes the app below a folder, as its author would: `npm init`, `npm install`. */
  static create(tarball: string, below: string): ScratchApp {
    const folder = join(below, 'app');
    mkdirSync(folder);
    cpSync(join(__dirname, 'app'), folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'app', private: true }));
    const packages = ['aws-cdk-lib', 'constructs'] as const;
    const install = packages.map((name) => `${name}@${devDependencies[name]}`);
    run('npm', ['install', '--no-audit', '--no-fund', tarball, ...install], folder);
    return new ScratchApp(folder);
  }

  /** Compiles the app as `cdk init` sets TypeScript up, declarations of packages included. */
  compile(): void {
    const types = join(PROJECT_ROOT, 'node_modules', '@types');
    const options = ['--module', 'nodenext', '--target', 'es2022', '--strict', '--types', 'node', '--typeRoots', types];
    const compiler = join(PROJECT_ROOT, 'node_modules', 'typescript-7', 'bin', 'tsc');
    const sources = readdirSync(this.folder).filter((name) => name.endsWith('.ts'));
    run(process.execPath, [compiler, ...options, ...sources], this.folder);
  }

  /** Runs one of its programs and gives what it prints. */
  run(program: string): string {
    return run(process.execPath, [program], this.folder);
  }

  /** The files of each function's asset, by the function's logical ID. */
  assets(): ReadonlyMap<string, readonly string[]> {
    const out = join(this.folder, 'cdk.out');
    const { Resources } = JSON.parse(readFileSync(join(out, 'scratch.template.json'), 'utf8'));
    const functions = Object.entries<Resource>(Resources).filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
    return new Map(
      functions.flatMap(([id, { Properties }]) => {
        const asset = Properties.Code.S3Key?.replace(/\.zip$/, '');
        return asset === undefined ? [] : [[id, readdirSync(join(out, `asset.${asset}`))] as const];
      }),
    );
  }
}

interface Resource {
  readonly Type: string;
  readonly Properties: { readonly Code: { readonly S3Key?: string } };
}

function run(program: string, args: readonly string[], cwd: string): string {
  return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
