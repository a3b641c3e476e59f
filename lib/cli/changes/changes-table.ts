import type { Attempt, ChangeWindow, FoundChanges } from '../../app/ask/find-changes';
import type { Change } from '../../core/changes/changes-of';
import type { StoredEvent } from '../../core/rows/stored-event';
import { safeText } from '../../core/text/safe-text';
import type { GivenNames } from '../names/given-names';
import { namedAccount, namesNotes } from '../names/named-event';
import { type Clock, timeText, UTC } from '../render/clock';
import { cut, cutMiddle } from '../render/cut-text';
import { displayWidth } from '../render/display-width';
import { type ChangeLine, changeLines, INDENT } from './change-lines';

/** How a table of changes is shown. */
export interface ChangesView {
  readonly window: ChangeWindow;
  /** Whether it has handles instead of references. */
  readonly hasHandles: boolean;
  /** The width of the terminal. */
  readonly width: number;
  /** By which clock times are told. */
  readonly clock: Clock;
  /** What names are looked up in, to stand behind IDs. */
  readonly names?: GivenNames | undefined;
}

/** A thing, where it is, and the lines below it. */
interface Block {
  readonly name: string;
  readonly kind: string;
  readonly place: string;
  readonly lines: readonly ChangeLine[];
}

/** Changes by the thing that they changed, whose name is so always whole, and likewise what was only attempted below them. */
export function changesTable({ changes, attempts }: FoundChanges, shown: ChangesView): string {
  const things = blocksOf(changes.map((change) => changed(change, shown.names)));
  const head = headText(`${counted(changes.length, 'change')} of ${counted(things.length, 'thing')}`, shown);
  const tried = blocksOf(attempts.map((attempt) => attempted(attempt, shown.names)));
  return [
    head,
    ...namesNotes(
      shown.names,
      [...changes, ...attempts].map(({ event }) => event),
    ).map((line) => `${line}\n`),
    ...(things.length > 0 ? [blocksText(things, shown)] : []),
    ...(tried.length > 0 ? [`Attempts that changed nothing:\n\n${blocksText(tried, shown)}`] : []),
  ].join('\n');
}

function changed(change: Change, names: GivenNames | undefined): Block {
  const { event, resource, kind, eventTime, details } = change;
  const account = change.account ?? event.recipientAccountId ?? '-';
  const place = `${namedAccount(account, names)} ${change.region ?? event.awsRegion ?? '-'}`;
  const text = changeText(change);
  const line = { event, eventTime, text, code: text, details: details.join(', ') };
  return { name: resource, kind, place, lines: [line] };
}

/** Documents also have `$DEFAULT` and `$LATEST` for versions. */
function changeText({ change, version }: Change): string {
  if (version === undefined) return change;
  return `${change} ${/^\d/.test(version) ? 'v' : ''}${version}`;
}

function attempted({ event, resources }: Attempt, names: GivenNames | undefined): Block {
  const { eventName = '-', eventTime = '-', recipientAccountId = '-', awsRegion = '-' } = event;
  const code = `${codeOf(event)}:`;
  return {
    name: resources.map(({ id }) => id).join(' '),
    kind: [...new Set(resources.map(({ kind }) => kind))].join(' '),
    place: `${namedAccount(recipientAccountId, names)} ${awsRegion}`,
    lines: [{ event, eventTime, text: `${code} ${eventName}`, code, details: '' }],
  };
}

function codeOf({ outcome, errorCode }: StoredEvent): string {
  return outcome === 'success' ? 'changed nothing' : (errorCode ?? outcome ?? 'failed');
}

/** The lines of each thing together, in the order of kinds and names. One name in two places is two things. */
function blocksOf(blocks: readonly Block[]): readonly Block[] {
  const things = new Map<string, Block & { readonly lines: ChangeLine[] }>();
  for (const block of blocks) {
    const key = [block.kind, block.name, block.place].join('\n');
    const known = things.get(key);
    if (known) known.lines.push(...block.lines);
    else things.set(key, { ...block, lines: [...block.lines] });
  }
  return [...things].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, block]) => block);
}

function blocksText(blocks: readonly Block[], shown: ChangesView): string {
  const { width } = shown;
  const isInOnePlace = new Set(blocks.map(({ place }) => place)).size === 1;
  const lines = changeLines(
    blocks.flatMap((block) => block.lines),
    shown,
  );
  let at = 0;
  const texts = blocks.map(({ name, kind, place, lines: { length } }) => {
    const title = titleText(name, `(${kind}${isInOnePlace ? '' : `, ${place}`})`, width);
    at += length;
    return [title, ...lines.slice(at - length, at)].join('\n');
  });
  return `${texts.join('\n\n')}\n`;
}

/** A thing and where it is: on two lines where one has no room, and only a name that is wider than the terminal is cut. */
function titleText(resource: string, place: string, width: number): string {
  const [name, where] = [safeText(resource), safeText(place)];
  const line = `${name} ${where}`;
  return displayWidth(line) <= width
    ? line
    : `${cutMiddle(name, width)}\n${INDENT}${cut(where, width - INDENT.length)}`;
}

/** The counts and the window, in one line where they fit. */
function headText(counts: string, { window: { since, until }, width, clock }: ChangesView): string {
  const window = [
    ...(since === undefined ? [] : [`since ${timeText(since, clock)}`]),
    ...(until === undefined ? [] : [`until ${timeText(until, clock)}`]),
    ...(clock === UTC ? [] : [`(${clock.zone})`]),
  ];
  const line = [counts, ...window].join(' ');
  return line.length <= width ? `${line}\n` : `${counts}\n${window.join(' ')}\n`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
