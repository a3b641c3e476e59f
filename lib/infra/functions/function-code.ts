import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stage } from 'aws-cdk-lib';
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { PACKAGE_FOLDER } from './package-folder';

/** What the code of a function consists of. */
export interface FunctionCodeProps {
  /** The name of its source file in the `lambda` folder, without the ending. */
  readonly name: string;
  /** Whether to include the source map. */
  readonly sourceMaps: boolean;
  /**
   * Files to put beside the code: their text, by their name.
   * @default - none
   */
  readonly files?: Readonly<Record<string, string>>;
}

/** The folder where the build puts each function, in a folder with its name. */
export const FUNCTIONS_FOLDER = join(PACKAGE_FOLDER, 'dist', 'functions');

/** The bundle in such a folder, and its source map. */
export const BUNDLE = 'index.mjs';
export const SOURCE_MAP = `${BUNDLE}.map`;

/** There is no code to deploy, because the build did not run. */
export class FunctionNotBuiltError extends Error {
  constructor(readonly bundle: string) {
    super(`${bundle} does not exist: expected the bundle of a function; run npm run build`);
    this.name = 'FunctionNotBuiltError';
  }
}

/** The code of a function, as the build bundled it. Throws `FunctionNotBuiltError` if there is none. */
export function functionCode(scope: Construct, { name, sourceMaps, files }: FunctionCodeProps): AssetCode {
  const built = join(FUNCTIONS_FOLDER, name);
  if (!existsSync(join(built, BUNDLE))) throw new FunctionNotBuiltError(join(built, BUNDLE));
  const folder = files === undefined ? built : folderWith(files, built, Stage.of(scope)?.outdir ?? tmpdir());
  return Code.fromAsset(folder, { exclude: sourceMaps ? [] : [SOURCE_MAP] });
}

/** A copy of the built folder with the files in it, below `parent`. Stacks with the same files share it. */
function folderWith(files: Readonly<Record<string, string>>, built: string, parent: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([built, files]))
    .digest('hex');
  const folder = join(parent, `function-${hash}`);
  mkdirSync(folder, { recursive: true });
  for (const name of [BUNDLE, SOURCE_MAP]) copyFileSync(join(built, name), join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
