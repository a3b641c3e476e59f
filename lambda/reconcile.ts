import { reconcileEnvironment } from '../lib/contract/read-environment';
import { reconcileDependencies } from '../lib/functions/checks/reconcile-dependencies';
import { createReconcileHandler } from '../lib/functions/checks/reconcile-handler';

/** Compares the bucket with the receipts, on a schedule. Dependencies are made once for the life of the execution environment. */
export const handler = createReconcileHandler(reconcileDependencies(reconcileEnvironment(process.env)));
