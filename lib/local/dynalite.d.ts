declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** Starts an in-process DynamoDB. Without `path`, its data stays in memory. */
  function dynalite(options?: { readonly path?: string; readonly createTableMs?: number }): Server;
  export = dynalite;
}
