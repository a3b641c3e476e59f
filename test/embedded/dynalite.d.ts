declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** Starts an in-process DynamoDB, whose data stays in memory. */
  function dynalite(options?: { readonly createTableMs?: number }): Server;
  export = dynalite;
}
