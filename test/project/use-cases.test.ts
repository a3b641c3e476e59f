import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { foldersOfNothing, untestedUseCases } from './use-cases';

const ROOT = join(__dirname, '..', '..');

it('each use case of lib/app has a test file of its own', () => {
  expect(untestedUseCases(ROOT)).toEqual([]);
});

it('each folder of tests mirrors a folder of lib', () => {
  expect(foldersOfNothing(ROOT)).toEqual([]);
});

describe('in a project with omissions', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ssm-audit-use-cases-'));
    write('lib/app/ask/find.ts', 'export async function* find() {}');
    write('test/app/ask/find.test.ts', "import { find } from '../../../lib/app/ask/find';");
    write('lib/app/ask/question.ts', 'export interface Question {}\nexport const MOST = 1;');
    write('lib/app/ports/reader.ts', 'export class ReadError extends Error {}');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function write(file: string, text: string): void {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }

  it('nothing is missing where each use case has its test', () => {
    expect(untestedUseCases(root)).toEqual([]);
    expect(foldersOfNothing(root)).toEqual([]);
  });

  it.each([
    ['no test', undefined],
    ['the test of another', "import { find } from '../../../lib/app/ask/find';"],
    ['a test of its types', "import type { Counter } from '../../../lib/app/ask/count';"],
  ])('names a use case that has %s', (_, test) => {
    write('lib/app/ask/count.ts', 'export class Counter {}');
    if (test !== undefined) write('test/app/ask/count.test.ts', test);
    expect(untestedUseCases(root)).toEqual(['lib/app/ask/count.ts']);
  });

  it('names tests of a folder that is not there any more', () => {
    write('test/app/asking/find.test.ts', '');
    write('test/elsewhere/any.test.ts', '');
    expect(foldersOfNothing(root)).toEqual(['app/asking']);
  });
});
