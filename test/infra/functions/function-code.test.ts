import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import {
  BUNDLE,
  FUNCTIONS_FOLDER,
  type FunctionCodeProps,
  FunctionNotBuiltError,
  functionCode,
  SOURCE_MAP,
} from '../../../lib/infra/functions/function-code';

let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'ssm-audit-code-'));
});

afterEach(() => rmSync(outdir, { recursive: true, force: true }));

/** The folder of the asset that such code makes. */
function assetOf(props: FunctionCodeProps): string {
  const stack = new Stack(new App({ outdir }), 'stack');
  functionCode(stack, props).bind(stack);
  const [asset = ''] = readdirSync(outdir).filter((name) => /^asset\.[0-9a-f]{64}$/.test(name));
  return join(outdir, asset);
}

describe('the code of a function', () => {
  it('is what the build made, without its source map', () => {
    const asset = assetOf({ name: 'ingest', sourceMaps: false });
    expect(readdirSync(asset)).toEqual([BUNDLE]);
    expect(readFileSync(join(asset, BUNDLE))).toEqual(readFileSync(join(FUNCTIONS_FOLDER, 'ingest', BUNDLE)));
  });

  it('takes the source map along where it is asked for, which the bundle names and which has no sources in it', () => {
    const asset = assetOf({ name: 'ingest', sourceMaps: true });
    expect(readdirSync(asset)).toEqual([BUNDLE, SOURCE_MAP]);
    expect(readFileSync(join(asset, BUNDLE), 'utf8').trimEnd()).toMatch(/\n\/\/# sourceMappingURL=index\.mjs\.map$/);
    const { sources, sourcesContent } = JSON.parse(readFileSync(join(asset, SOURCE_MAP), 'utf8'));
    expect(sources).toContain('../../../lambda/ingest.ts');
    expect(sourcesContent).toBeUndefined();
  });

  it('has files beside it', () => {
    const asset = assetOf({ name: 'alert', sourceMaps: false, files: { 'rules.json': '[]' } });
    expect(readdirSync(asset)).toEqual([BUNDLE, 'rules.json']);
    expect(readFileSync(join(asset, 'rules.json'), 'utf8')).toBe('[]');
  });

  it('is refused where the build did not make it', () => {
    const missing = () => functionCode(new Stack(), { name: 'nothing', sourceMaps: false });
    expect(missing).toThrow(FunctionNotBuiltError);
    expect(missing).toThrow(/nothing.index\.mjs does not exist: expected .+; run npm run build$/);
  });

  it('lies where the build puts it', () => expect(existsSync(FUNCTIONS_FOLDER)).toBe(true));
});
