import { reconcileDependencies } from '../lib/adapters/reconcile-dependencies';
import { createReconcileHandler } from '../lib/adapters/reconcile-handler';
import { reconcileEnvironment } from '../lib/app/environment';

/** Compares the bucket with the receipts, on a schedule. Dependencies are made once for the life of the execution environment. */
export const handler = createReconcileHandler(reconcileDependencies(reconcileEnvironment(process.env)));
