import { type EventVerdict, hoursOfEvent, verifyEvent } from '../../app/verify/verify-event';
import type { StoredEvent } from '../../core/rows/stored-event';
import { safeText } from '../../core/text/safe-text';
import { shellWord } from '../../core/text/shell-word';
import { ownCommand } from '../terminal/own-command';
import { askedEvents, type Begin } from './answer-event';
import type { Asking } from './asking';

/** What stands for paths in a command: which files verify a local store, a page neither knows nor chooses. */
const LOCAL_FILES = ['--logs', 'DIR', '--keys', 'FILE'];

/** Answers whether an event is what CloudTrail signed: a stack's by its digests, a local store's by a command to run. */
export async function answerVerdict(asking: Asking, ref: string, begin: Begin): Promise<void> {
  const { found: named, absent } = await askedEvents(asking.dependencies(), ref, begin);
  const [found, another] = named.events;
  if (!found || another) {
    const text = another ? 'several events have this ID: open one of them' : absent;
    if (text !== undefined) await asking.send({ type: 'note', kind: 'hint', text });
    await asking.send({ type: 'end', rows: 0 });
    return;
  }
  const verdict = await verdictOn(asking, found.event);
  await asking.sendDocument(JSON.stringify({ ...verdict, command: commandFor(asking, found.event) }));
  if (verdict.verdict === 'unknown') await asking.send({ type: 'note', kind: 'note', text: whyUnknown(asking) });
  await asking.send({ type: 'end', rows: 1 });
}

async function verdictOn({ store, now }: Asking, event: StoredEvent): Promise<EventVerdict> {
  const { place, outputs, ports } = store;
  if (place.kind === 'local' || outputs === undefined) return { verdict: 'unknown', findings: [] };
  const { stackSources } = await import('../verify/verification-sources.js');
  return verifyEvent({ ...stackSources(ports, outputs, place, undefined), now: () => now }, event);
}

function whyUnknown({ store }: Asking): string {
  return store.place.kind === 'local'
    ? 'a local store has no digests and no public keys: the command verifies by the copy of the log bucket that you ingested'
    : 'the log file of this event does not lie in the bucket of the stack, so that its digests say nothing of it';
}

function commandFor({ store, storeWords }: Asking, event: StoredEvent): string | undefined {
  const hours = hoursOfEvent(event);
  if (hours === undefined) return undefined;
  const { since, until, region } = hours;
  const words = [
    'verify',
    '--since',
    since,
    '--until',
    until,
    ...(region ? ['--region', shellWord(region)] : []),
    '--rows',
  ];
  return safeText(ownCommand(...words, ...(store.place.kind === 'local' ? LOCAL_FILES : []), ...storeWords));
}
