import { ingestDependencies } from '../lib/adapters/ingest-dependencies';
import { createIngestHandler } from '../lib/adapters/ingest-handler';
import { ingestEnvironment } from '../lib/app/environment';

/** Ingests announced log files. Dependencies are made once for the life of the execution environment. */
export const handler = createIngestHandler(ingestDependencies(ingestEnvironment(process.env)));
