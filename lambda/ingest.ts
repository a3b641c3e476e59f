import { ingestEnvironment } from '../lib/contract/read-environment';
import { ingestDependencies } from '../lib/functions/ingest/ingest-dependencies';
import { createIngestHandler } from '../lib/functions/ingest/ingest-handler';

/** Ingests announced log files. Dependencies are made once for the life of the execution environment. */
export const handler = createIngestHandler(ingestDependencies(ingestEnvironment(process.env)));
