import type { NameEntry } from './name-entry';
import { NetworkNames, readNetwork } from './network-names';

/** Looks up the names of IDs. Undefined for an ID without a name. */
export interface NameLookup {
  /** The name of an account, by its 12 digits. */
  account(id: string): string | undefined;
  /** The name of a user of IAM Identity Center, by what Identity Center calls them. */
  user(id: string): string | undefined;
  /** The name of the narrowest network that an address is in. */
  address(text: string): string | undefined;
}

/** Names of accounts, users and networks, as somebody wrote them into a file. They are shown, and never matched. */
export class Names implements NameLookup {
  private readonly accounts = new Map<string, string>();
  private readonly users = new Map<string, string>();
  private readonly networks = new NetworkNames();

  /** Adds a name. Gives the name that its ID has already, and then adds nothing. */
  add({ kind, id, name }: NameEntry): string | undefined {
    if (kind === 'network') {
      const network = readNetwork(id);
      return network && this.networks.add(network, name);
    }
    const table = kind === 'account' ? this.accounts : this.users;
    const key = kind === 'account' ? id : userKey(id);
    const before = table.get(key);
    if (before === undefined) table.set(key, name);
    return before;
  }

  account(id: string): string | undefined {
    return this.accounts.get(id);
  }

  user(id: string): string | undefined {
    return this.users.get(userKey(id));
  }

  address(text: string): string | undefined {
    return this.networks.of(text);
  }
}

/** Identity Center takes names of users in any letter case, and writes the digits of IDs in small letters. */
function userKey(id: string): string {
  return id.toLowerCase();
}
