import { readdirSync, readlinkSync } from 'node:fs';
import { temporaryAlertState } from '../../../../lib/adapters/sqlite/alerting/alert-state-database';
import { SqliteAlertState } from '../../../../lib/adapters/sqlite/alerting/sqlite-alert-state';
import { LocalStoreFailedError } from '../../../../lib/adapters/sqlite/local-store-failed-error';
import { digestEntry } from '../../../../lib/core/alerts/digest-entry';
import { keyedMatch } from '../../../../lib/core/alerts/keyed-match';
import { match, observed } from '../../../core/alerts/observed-events';

const DUE_AT = 1_000;

const connection = temporaryAlertState();
const unreadable: unknown[] = [];
const state = new SqliteAlertState(connection, (reason) => unreadable.push(reason));

afterAll(() => connection.close());

/** A suppressed match, of one of three groups. */
function pending(nth: number) {
  const keyed = keyedMatch(match({ observed: observed({ eventID: `e-${nth}` }) }));
  return { group: `group-${nth % 3}`, entry: digestEntry({ keyed, reason: 'repeat', dueAt: DUE_AT }), dueAt: DUE_AT };
}

async function* due() {
  for await (const page of state.dueEntries(new Date(DUE_AT))) yield* page;
}

it('gives all that is due, more than a page, while digests are sent, and does not wait for what it cannot read', async () => {
  const count = 5_200;
  for (let nth = 0; nth < count; nth += 1) await state.suppress(pending(nth));
  const values = ['group-1', 'forged', DUE_AT, 'not JSON'];
  connection.write(() =>
    connection.run('INSERT INTO suppressed (matchGroup, id, dueAt, entry) VALUES (?, ?, ?, ?)', values),
  );
  const [ids, groups] = [new Set<string>(), [] as string[]];
  for await (const each of due()) {
    ids.add(each.entry.id);
    if (groups.at(-1) !== each.group) groups.push(each.group);
    await state.noteDigested(each);
  }
  expect([ids.size, groups]).toEqual([count, ['group-0', 'group-1', 'group-2']]);
  expect(unreadable).toEqual([expect.objectContaining({ name: 'CorruptDigestEntryError' })]);
});

const onLinux = process.platform === 'linux' ? it : it.skip;

onLinux('keeps most of it in a file without a name, which nobody else can open', () => {
  const open = readdirSync('/proc/self/fd').map((file) => {
    try {
      return readlinkSync(`/proc/self/fd/${file}`);
    } catch {
      return '';
    }
  });
  expect(open).toContainEqual(expect.stringMatching(/etilqs_.* \(deleted\)$/));
});

it('says what failed where the database does', () => {
  expect(() => connection.write(() => connection.run('INSERT INTO suppressed (matchGroup) VALUES (1)'))).toThrow(
    LocalStoreFailedError,
  );
  expect(() => connection.write(() => undefined)).toThrow(
    /cannot use the local store of sent alerts, in the folder for/,
  );
});
