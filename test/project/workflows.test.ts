import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { scripts } from '../../package.json';

const FOLDER = join(__dirname, '..', '..', '.github', 'workflows');

const WORKFLOWS = readdirSync(FOLDER).map((file) => [file, readFileSync(join(FOLDER, file), 'utf8')] as const);

describe.each(WORKFLOWS)('the workflow %s', (_, text) => {
  it('pins each action by its hash and says which version that is', () => {
    const uses = [...text.matchAll(/uses: *(.+)/g)].map(([, action = '']) => action);
    expect(uses.filter((action) => !/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  it('has no more rights than to read, unless a job asks for them', () => {
    expect(parse(text).permissions).toEqual({ contents: 'read' });
  });

  it('leaves no credentials in the checkout', () => {
    const checkouts = text.match(/uses: actions\/checkout@/g) ?? [];
    expect(text.match(/persist-credentials: false/g) ?? []).toHaveLength(checkouts.length);
  });

  it('puts nothing into a shell that a name of a branch or a tag could hold', () => {
    expect(text.match(/run:.*\$\{\{.*/g)).toBeNull();
  });
});

it('every night each measurement and each long suite runs', () => {
  const { jobs } = parse(readFileSync(join(FOLDER, 'nightly.yml'), 'utf8'));
  const matrices = [jobs.measure.strategy.matrix, jobs.long.strategy.matrix];
  const suites = matrices.flatMap(({ suite, include = [] }) => [...suite, ...include.map((each: Suite) => each.suite)]);
  const long = Object.keys(scripts).filter((name) => /^(bench|test:)/.test(name));
  expect(suites.sort()).toEqual(long.sort());
});

/** One entry of a matrix that stands outside its product. */
interface Suite {
  readonly suite: string;
}
