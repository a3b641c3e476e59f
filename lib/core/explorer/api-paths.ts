import type { PageName } from './page-address';

/**
 * What the server answers below its base as NDJSON, each with the page whose address it takes: `api/events?since=7d` answers
 * `?since=7d`, `api/event/REF` answers `event/REF`.
 */
export const API = {
  /** Rows of the list with facets and bars in one pass; counting stops at `COUNTED_ROWS`. */
  events: 'events',
  /** Rows alone, to go on with a list. */
  more: 'events',
  /** Facets and bars of all rows, however many. */
  count: 'events',
  /** One event whole: `show`. */
  event: 'event',
  /** The digests' verdict on the record of one event. */
  verdict: 'event',
  story: 'story',
  /** The profile of one caller or thing: `summary`. */
  entity: 'entity',
  /** What the rules raise in the window: `alerts replay`. */
  alerts: 'alerts',
  /** The rules with their cases: `alerts list`. */
  rules: 'alerts',
  status: 'status',
  /** Accounts × regions × days: `status --by-day`. */
  coverage: 'status',
  /** `DeliveryMark`: asked again while the page is visible, another mark means new deliveries. */
  news: 'status',
} as const satisfies Readonly<Record<string, PageName>>;
export type ApiName = keyof typeof API;

/**
 * Files that the server streams: the answer whole, as `query --output csv` and `--output ndjson` print it, and as the package
 * that `evidence` makes.
 */
export const EXPORTS = { 'events.csv': 'csv', 'events.ndjson': 'ndjson', 'evidence.tar.gz': 'package' } as const;
export type ExportName = keyof typeof EXPORTS;

/** Rows that a list sends before it says that there are more, unless the address has a limit. */
export const LISTED_ROWS = 1_000;

/** Rows at which counting stops unless all are asked for. */
export const COUNTED_ROWS = 20_000;

/** Where the page asks, relative to the base: `page` is the written address, whose first part the name replaces. */
export function apiPath(name: ApiName, page: string): string {
  const [, rest = ''] = /^[^/?]*(.*)$/s.exec(page) ?? [];
  return `api/${name}${rest}`;
}

/** The written address of the page that a path below `api/` is about. Undefined if there is no such answer. */
export function pageOfApi(path: string): { readonly name: ApiName; readonly path: string } | undefined {
  const [, name = '', rest = ''] = /^([^/]*)(.*)$/s.exec(path) ?? [];
  if (!Object.hasOwn(API, name)) return undefined;
  const page = API[name as ApiName];
  return { name: name as ApiName, path: `${page === 'events' ? '' : page}${rest}` };
}

/** The address of an export of a question. */
export function exportPath(name: ExportName, query: string): string {
  return `export/${name}${query === '' ? '' : `?${query}`}`;
}
