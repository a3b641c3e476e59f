import type { AuditedBucket } from '../../app/ports/audited-bucket';
import type { VerifyOptions } from '../../app/verify/verify-trail';
import { whatIsThere } from '../reconcile/nothing-compared';

/** What to say if nothing was judged: what the command looked for in the bucket or the folder, and what exists instead. */
export async function nothingVerified(
  bucket: Pick<AuditedBucket, 'digestFolders'>,
  { since, until, region }: VerifyOptions,
  folder: string | undefined,
): Promise<string> {
  const { fileIn, ListedPlaces } = await import('../../app/reconcile/listed-places.js');
  const places = new ListedPlaces('digest');
  for (const folder of await bucket.digestFolders()) places.add(fileIn(folder));
  const asked = `${region === undefined ? '' : ` of region ${region}`} from ${since} to ${until}`;
  return `nothing was verified: ${folder === undefined ? 'the bucket' : `the folder ${folder}`} has no digest${asked}; ${whatIsThere(places.accounts())}`;
}
