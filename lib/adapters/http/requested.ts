import { EXPORTS, type ExportName, pageOfApi } from '../../core/explorer/api-paths';
import { type PageAddress, readPage } from '../../core/explorer/page-address';
import type { AnswerRequest } from './answers';
import type { PageFile } from './page-files';

/** What an address is about. */
export type Requested =
  | { readonly kind: 'page'; readonly page: PageAddress }
  | { readonly kind: 'file'; readonly file: PageFile }
  | { readonly kind: 'answer'; readonly request: AnswerRequest };

/**
 * What an address below the base is about, by a fixed table: answers, exports, files of the page, pages. Undefined if nothing
 * is there. Throws `AddressError` for a question that an address cannot have.
 */
export function requested(path: string, search: string, files: ReadonlyMap<string, PageFile>): Requested | undefined {
  const [folder, rest] = split(path);
  if (folder === 'api') return apiAnswer(rest, search);
  if (folder === 'export') return exportAnswer(rest, search);
  const file = files.get(path);
  if (file) return search === '' ? { kind: 'file', file } : undefined;
  const page = readPage(path, search);
  return page && { kind: 'page', page };
}

/** Whether a path is one of a page, and not of what a page asks. */
export function isOfPage(path: string): boolean {
  const [folder] = split(path);
  return folder !== 'api' && folder !== 'export';
}

function apiAnswer(path: string, search: string): Requested | undefined {
  const asked = pageOfApi(path);
  const page = asked && readPage(asked.path, search);
  return page && { kind: 'answer', request: { kind: 'api', name: asked.name, page } };
}

function exportAnswer(path: string, search: string): Requested | undefined {
  if (!Object.hasOwn(EXPORTS, path)) return undefined;
  const page = readPage('', search);
  return page && { kind: 'answer', request: { kind: 'export', name: path as ExportName, page } };
}

function split(path: string): readonly [string, string] {
  const slash = path.indexOf('/');
  return slash < 0 ? ['', path] : [path.slice(0, slash), path.slice(slash + 1)];
}
