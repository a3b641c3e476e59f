import { type ChainStep, walkChain } from '../../../lib/app/verify/digest-chain';
import { readDigestName } from '../../../lib/core/integrity/digest-name';
import { signedDigest } from '../../core/integrity/signed-trail';
import { BY, MemoryAudit } from './memory-audit';

const SINCE = '2026-03-02T00:00:00Z';

async function walk(audit: MemoryAudit, since = SINCE, left = audit.trail.digests): Promise<readonly ChainStep[]> {
  const listed = left.flatMap((key) => {
    const name = readDigestName(key);
    return name ? [{ key, ...name }] : [];
  });
  const steps: ChainStep[] = [];
  for await (const step of walkChain(audit.digests, listed, since)) steps.push(step);
  return steps;
}

const told = (audit: MemoryAudit, steps: readonly ChainStep[]) =>
  steps.map(({ kind, key }) => `${kind} ${audit.trail.digests.indexOf(key)}`);

it('goes from the last digest to the first, each as the next one names it', async () => {
  const audit = new MemoryAudit({ hours: 4 });
  expect(told(audit, await walk(audit))).toEqual(['valid 3', 'valid 2', 'valid 1', 'valid 0']);
});

it('goes no further back than it is told', async () => {
  const audit = new MemoryAudit({ hours: 4 });
  expect(told(audit, await walk(audit, '2026-03-02T02:30:00Z'))).toEqual(['valid 3', 'valid 2']);
});

it('finds a digest that is gone, also from the list, and goes on before it', async () => {
  const audit = new MemoryAudit({ hours: 4 });
  const [, gone = ''] = audit.trail.digests;
  audit.trail.objects.delete(gone);
  const steps = await walk(
    audit,
    SINCE,
    audit.trail.digests.filter((key) => key !== gone),
  );
  expect(told(audit, steps)).toEqual(['valid 3', 'valid 2', 'missing 1', 'valid 0']);
  expect(steps[2]).toMatchObject({ reason: 'not found, although the next digest names it' });
});

it('finds a digest that is genuine and not the one that the next one names', async () => {
  const audit = new MemoryAudit({ hours: 3 });
  const plan = { bucket: audit.trail.bucket, hour: 1, by: BY, files: [], previous: undefined };
  const other = signedDigest(plan);
  audit.trail.objects.set(other.key, other.object);
  const steps = await walk(audit);
  expect(told(audit, steps)).toEqual(['valid 2', 'invalid 1', 'valid 0']);
  expect(steps[1]).toMatchObject({ reason: 'it does not have the hash that the next digest names' });
});

it('tells of the time for which nothing was signed', async () => {
  const audit = new MemoryAudit({ hours: 4, beginnings: [0, 2] });
  const steps = await walk(
    audit,
    SINCE,
    audit.trail.digests.filter((_, index) => index !== 1),
  );
  expect(told(audit, steps)).toEqual(['valid 3', 'valid 2', 'gap 2', 'valid 0']);
  expect(steps[2]).toMatchObject({ from: '2026-03-02T01:01:31Z', to: '2026-03-02T02:01:31Z' });
});

it('ends at once where there is no digest', async () => {
  expect(await walk(new MemoryAudit(), SINCE, [])).toEqual([]);
});
