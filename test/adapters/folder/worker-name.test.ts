import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { stateOfWorker, workerName } from '../../../lib/adapters/folder/worker-name';

const ID = '00000000-0000-4000-8000-000000000000';

it('gives each folder of work a name of its own, by which its worker is found at work', () => {
  const [one, other] = [workerName(), workerName()];
  expect(one).not.toBe(other);
  expect(stateOfWorker(one)).toBe('working');
  expect(stateOfWorker(`.case-17.making-${one}`)).toBe('working');
});

it('finds a process of this machine gone, and says nothing of others', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  expect(stateOfWorker(`/a/.case-17.making-${pid}@${hostname()}~${ID}`)).toBe('gone');
  expect(stateOfWorker(`${pid}@${hostname()}~${ID}`)).toBe('gone');
  for (const name of [`${pid}@elsewhere~${ID}`, '.making-abc123', `x${pid}@${hostname()}~${ID}`, 'mine']) {
    expect(stateOfWorker(name)).toBe('unknown');
  }
});
