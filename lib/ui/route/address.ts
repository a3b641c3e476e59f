import { type PageAddress, readPage, writePage } from '../../core/explorer/page-address';
import { AddressError } from '../../core/explorer/question';

/** The folder under which everything lies, with a slash at each end: that of the page's script. */
export const BASE = new URL('.', import.meta.url).pathname;

/** What the address bar asks for: a page, or why it asks for none. */
export type Asked =
  | { readonly page: PageAddress; readonly error?: undefined }
  /** `isPage`: there is such a page, and it cannot be asked so. */
  | { readonly page?: undefined; readonly error: string; readonly isPage: boolean };

/** The address of a page, as a link has it. */
export function hrefOf(page: PageAddress): string {
  return `${BASE}${writePage(page)}`;
}

/** What an address below the base asks for. */
export function askedBy(pathname: string, search: string): Asked {
  try {
    const page = readPage(pathname.slice(BASE.length), search);
    return page ? { page } : { error: 'nothing is at this address', isPage: false };
  } catch (error) {
    if (error instanceof AddressError) return { error: error.message, isPage: true };
    throw error;
  }
}
