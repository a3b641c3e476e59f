import { verifyEnvironment } from '../lib/contract/read-environment';
import { verifyDependencies } from '../lib/functions/checks/verify-dependencies';
import { createVerifyHandler } from '../lib/functions/checks/verify-handler';

/** Verifies finished days, on a schedule. Dependencies are made once for the life of the execution environment. */
export const handler = createVerifyHandler(verifyDependencies(verifyEnvironment(process.env)));
