import type { StoredEvent } from '../rows/stored-event';
import type { Pivot, StoryAnchor, StoryRow, StoryWindow, Touched } from './story';

/** The commands that ask on: by key, principal, address, machine, thing and time. */
export function storyPivots(
  anchor: StoryAnchor,
  rows: readonly StoryRow[],
  window: StoryWindow,
  touched: Touched,
): readonly Pivot[] {
  const own = rows.filter(({ lane }) => lane === 'principal' || lane === 'otherKey').map(({ event }) => event);
  const keys = anchor.accessKeys.length > 0 ? anchor.accessKeys : valuesOf(own, 'accessKeyId');
  const during = times(window);
  return [
    ...keys.map((key) => query(['--access-key', key])),
    ...anchor.principals.map((arn) => query(['--principal', arn], ...during)),
    ...valuesOf(own, 'sourceIPAddress')
      .filter(isAddress)
      .map((address) => query(['--source-ip', address])),
    ...anchor.hosts.map((host) => query(['--resource', host], ...during)),
    ...idsOf(touched.changes).map((id) => query(['--resource', id], ['--changed'])),
    ...idsOf(touched.secrets).map((id) => query(['--resource', id])),
    query(['--no-agent'], ...during),
    ...(anchor.ref === undefined ? [] : [{ command: 'show' as const, argument: anchor.ref, flags: [] }]),
  ];
}

function query(...flags: Pivot['flags']): Pivot {
  return { command: 'query', flags };
}

function times({ since, until }: StoryWindow): Pivot['flags'] {
  return [
    ...(since === undefined ? [] : [['--since', since] as const]),
    ...(until === undefined ? [] : [['--until', until] as const]),
  ];
}

function idsOf(things: readonly { readonly id: string }[]): readonly string[] {
  return [...new Set(things.map(({ id }) => id))];
}

function valuesOf(events: readonly StoredEvent[], field: 'accessKeyId' | 'sourceIPAddress'): readonly string[] {
  return [...new Set(events.filter(({ related }) => related !== true).flatMap((event) => event[field] ?? []))];
}

/** Services stand by their names where an address would. */
function isAddress(text: string): boolean {
  return /^[\d.]+$|:/.test(text);
}
