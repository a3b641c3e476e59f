import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../scripts/project-root';
import { run, succeeded } from './command';
import { ACCOUNT, type Emulator, REGION } from './emulator';
import { strip, type TemplateBody } from './stripped-template';
import type { Tools } from './tools';

/** The CDK makes a function depend on its role as well as name it. Twice is once. */
const REDUNDANT = 'W3005';

const CDK = join(PROJECT_ROOT, 'node_modules', '.bin', 'cdk');

/** The settings of an app, as its context has them. */
export type Context = Readonly<Record<string, unknown>>;

/** A synthesized app, without what the emulator lacks. */
export interface Assembly {
  readonly folder: string;
  readonly stackName: string;
  /** What was taken out: logical IDs by name. */
  readonly stripped: ReadonlyMap<string, readonly string[]>;
}

/** The app of this project on the emulator, by the CDK's own command line. */
export class CdkApp {
  private assemblies = 0;

  constructor(
    private readonly emulator: Emulator,
    private readonly tools: Tools,
    private readonly folder: string,
  ) {}

  /** In a folder without an app, which would be synthesized for nothing. */
  bootstrap(): void {
    const args = ['bootstrap', `aws://${ACCOUNT}/${REGION}`];
    succeeded(CDK, args, { cwd: this.folder, env: this.emulator.environment() });
  }

  /** Synthesizes as a deployment does, and has cfn-lint judge the whole template before anything is taken out. */
  synthesize(stackName: string, context: Context, change: (template: TemplateBody) => void = () => {}): Assembly {
    this.assemblies += 1;
    const folder = join(this.folder, `assembly-${this.assemblies}`);
    mkdirSync(folder);
    succeeded('npx', ['tsx', 'bin/app.ts'], {
      env: { CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify({ ...context, 'ssm-audit:stackName': stackName }) },
    });
    const path = join(folder, `${stackName}.template.json`);
    succeeded(this.tools.program('cfn-lint'), ['--regions', REGION, '--ignore-checks', REDUNDANT, '--', path]);
    const template: TemplateBody = JSON.parse(readFileSync(path, 'utf8'));
    const stripped = strip(template);
    change(template);
    writeFileSync(path, JSON.stringify(template));
    return { folder, stackName, stripped };
  }

  deploy({ folder, stackName }: Assembly, ...options: readonly string[]): void {
    this.cdk(['deploy', stackName, '--app', folder, '--require-approval', 'never', ...options]);
  }

  /** Whether a deployment fails, as it should. */
  failsToDeploy({ folder, stackName }: Assembly): boolean {
    const args = ['deploy', stackName, '--app', folder, '--require-approval', 'never'];
    return run(CDK, args, { env: this.emulator.environment() }).code !== 0;
  }

  destroy({ folder, stackName }: Assembly): void {
    this.cdk(['destroy', stackName, '--app', folder, '--force']);
  }

  private cdk(args: readonly string[]): void {
    succeeded(CDK, args, { env: this.emulator.environment() });
  }
}
