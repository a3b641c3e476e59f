import type { Command } from 'commander';

/** The commands by their names: what each does, in a line, and how it is loaded. */
export type Commands = Readonly<Record<string, { readonly summary: string; load(): Promise<Command> }>>;
