import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run, succeeded } from './command';

/** From PyPI: the emulator, what checks templates, and AWS's command line. Each needs a botocore of its own. */
export const PYTHON_PACKAGES = { ministack: '1.5.33', 'cfn-lint': '1.58.0', awscli: '1.45.11' } as const;
type PythonPackage = keyof typeof PYTHON_PACKAGES;
/** What a package uses where it is installed: Athena of the emulator asks DuckDB, and makes up answers without it. */
const BESIDE: Partial<Record<PythonPackage, string>> = { ministack: 'duckdb==2.0.1' };
/** The Node.js of the functions' runtime, from npm. */
const NODE_PACKAGE = 'node@24';
const PYTHONS = ['python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3'];

/** Programs of other makers, in a folder of their own that later runs find again. */
export class Tools {
  private constructor(
    private readonly folder: string,
    /** The Python that made the environment. */
    readonly python: string,
  ) {}

  /** Installs what is not there yet. Undefined where there is no Python. */
  static install(): Tools | undefined {
    const python = PYTHONS.find((name) => run(name, ['-c', 'import venv, ensurepip']).code === 0);
    if (python === undefined) return undefined;
    const folder = join(tmpdir(), 'ssm-audit-deploy-tools');
    mkdirSync(folder, { recursive: true });
    const tools = new Tools(folder, python);
    for (const [name, version] of Object.entries(PYTHON_PACKAGES) as [PythonPackage, string][]) {
      const pip = tools.program(name, 'python');
      if (!existsSync(pip)) succeeded(python, ['-m', 'venv', join(folder, name)]);
      succeeded(pip, ['-m', 'pip', 'install', '--quiet', `${name}==${version}`, ...[BESIDE[name] ?? []].flat()]);
    }
    tools.writeAws();
    const npm = ['install', '--silent', '--no-audit', '--no-fund', '--prefix', folder];
    succeeded('npm', [...npm, NODE_PACKAGE]);
    return tools;
  }

  /**
   * AWS's command line, told where to ask: its first version would ask SQS at a host of AWS's in spite of the environment.
   * The second, which the docs are for and PyPI does not have, also has `logs tail`.
   */
  private writeAws(): void {
    const bin = join(this.folder, 'bin');
    mkdirSync(bin, { recursive: true });
    const script = `#!/bin/sh
set -e
aws() { '${this.program('awscli', 'aws')}' --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }
if [ "$1 $2" = 'logs tail' ]; then
  # logs tail GROUP --since 6h --format short
  since=$(( ($(date +%s) - \${5%h} * 3600) * 1000 ))
  aws logs filter-log-events --log-group-name "$3" --start-time "$since" --query 'events[].message' --output text
else
  aws "$@"
fi
`;
    writeFileSync(join(bin, 'aws'), script, { mode: 0o755 });
  }

  /** A program of a package, which mostly has its name. */
  program(of: PythonPackage, name: string = of): string {
    return join(this.folder, of, 'bin', name);
  }

  /** A search path on which AWS's command line and the functions' Node.js come first. */
  get path(): string {
    const bins = [join(this.folder, 'node_modules', 'node', 'bin'), join(this.folder, 'bin')];
    return [...bins, process.env['PATH'] ?? ''].join(delimiter);
  }
}
