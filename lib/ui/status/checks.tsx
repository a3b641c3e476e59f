import { shownTime } from '../parts/numbers';
import { type Comparison, type StatusDocument, troubleOf } from './status-document';

/** When it was last checked that nothing is missing, and that nothing was changed. */
export function Checks({ status: { comparisons = [], verifiedBefore } }: { status: StatusDocument }) {
  return (
    <section>
      <h2>Last checks</h2>
      <dl class="checks">
        {comparisons.map((comparison) => (
          <div key={comparison.window}>
            <dt>reconcile, {comparison.window}</dt>
            <dd>
              <Compared comparison={comparison} />
            </dd>
          </div>
        ))}
        {comparisons.length === 0 && (
          <div>
            <dt>reconcile</dt>
            <dd>
              No function compares the bucket with this store, or none has begun. <code>ssm-audit reconcile</code>{' '}
              compares.
            </dd>
          </div>
        )}
        <div>
          <dt>verify</dt>
          <dd>
            {verifiedBefore === undefined ? (
              <>
                No function verifies this store, or none has begun. <code>ssm-audit verify</code> verifies.
              </>
            ) : (
              `all days before ${verifiedBefore} verified against CloudTrail's digests`
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Compared({ comparison: { last, pass } }: { comparison: Comparison }) {
  const goesOn = pass ? `; the next one is at account ${pass.accountsBegun} of ${pass.accounts}` : '';
  if (!last) return <>not finished once{goesOn}</>;
  const trouble = troubleOf(last.counts);
  return (
    <>
      finished {shownTime(last.finishedAt)}: all delivered from {shownTime(last.since)} to {shownTime(last.until)},{' '}
      {trouble === '' ? 'nothing missing' : <b class="stale">! {trouble}</b>}
      {goesOn}
    </>
  );
}
