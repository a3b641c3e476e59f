import { exportEnvironment } from '../lib/contract/read-environment';
import { exportDependencies } from '../lib/functions/export/export-dependencies';
import { createExportHandler } from '../lib/functions/export/export-handler';

/** Exports finished days, on a schedule. Dependencies are made once for the life of the execution environment. */
export const handler = createExportHandler(exportDependencies(exportEnvironment(process.env)));
