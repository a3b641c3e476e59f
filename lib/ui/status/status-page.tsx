import type { PageAddress } from '../../core/explorer/page-address';
import type { Question } from '../../core/explorer/question';
import { useAnswer } from '../answer/use-answer';
import { Command } from '../parts/command';
import { Coverage } from '../parts/coverage';
import type { DeliveredDay } from '../parts/coverage-days';
import { Heading } from '../parts/heading';
import { Notes } from '../parts/notes';
import { grouped, plural, shownTime } from '../parts/numbers';
import { Progress } from '../parts/progress';
import { hrefOf } from '../route/address';
import { Checks } from './checks';
import { countsOf, type StatusDocument, type TroubledFile } from './status-document';

/** A day of the deliveries leads to all its events. */
const NOTHING_ASKED: Question = [];

/** Whether the picture is whole: days without delivery, trouble, quarantine, queues, and the last comparison. */
export function StatusPage({ page }: { page: PageAddress & { readonly page: 'status' } }) {
  const answer = useAnswer('status', { page: 'status', question: [] });
  const coverage = useAnswer('coverage', page);
  const status = answer.document as StatusDocument | undefined;
  const days = (coverage.document as { readonly days?: readonly DeliveredDay[] } | undefined)?.days ?? [];
  return (
    <div class="status">
      <Heading title="Status" />
      <Command text={answer.asked?.command} />
      <p class="muted">{answer.asked && `Store: ${answer.asked.store}`}</p>
      <Progress answer={answer} shown="Status read" />
      <Notes answer={answer} />
      {status && <Counts status={status} />}
      {status && <Checks status={status} />}
      <h2>Deliveries by day</h2>
      {days.length > 0 && <Coverage days={days} question={NOTHING_ASKED} isOpen />}
      {coverage.phase === 'loading' && <p class="muted">Reading the deliveries…</p>}
      <Notes answer={coverage} />
      {status && <Newest status={status} />}
      {status && (
        <>
          <Files title="Failed" files={status.failed} />
          <Files title="Unfinished" files={status.unfinished} />
          <Files title="Changed since they were indexed" files={status.changed} />
          <Files title="With records without a source" files={status.sourceless} />
        </>
      )}
    </div>
  );
}

function Counts({ status }: { status: StatusDocument }) {
  return (
    <ul class="tiles">
      {countsOf(status).map(([title, count]) => (
        <li key={title} class={count > 0 ? 'tile trouble' : 'tile'}>
          <b>{grouped(count)}</b> {title}
          {title === 'records in quarantine' && count > 0 && (
            <>
              {' '}
              <a
                href={hrefOf({ page: 'events', question: [{ flag: 'quarantined' }, { flag: 'since', value: 'all' }] })}
              >
                Show
              </a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Newest({ status: { newest } }: { status: StatusDocument }) {
  return (
    <table class="rows">
      <caption>
        {plural(newest.length, 'account and region', 'accounts × regions')}: the newest log file of each
      </caption>
      <thead>
        <tr>
          <th scope="col">Account</th>
          <th scope="col">Region</th>
          <th scope="col">Newest delivery (UTC)</th>
          <th scope="col">Indexed (UTC)</th>
        </tr>
      </thead>
      <tbody>
        {newest.map(({ account, region, newestDelivery, stale, finishedAt, logFile }) => (
          <tr key={logFile}>
            <th scope="row">{account ?? 'unknown'}</th>
            <td>{region}</td>
            <td class="time">
              {shownTime(newestDelivery)} {stale && <b class="stale">! overdue</b>}
            </td>
            <td class="time">{shownTime(finishedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Files({ title, files }: { title: string; files: readonly TroubledFile[] }) {
  if (files.length === 0) return null;
  return (
    <section>
      <h2>
        {title} ({files.length})
      </h2>
      <ul>
        {files.map(({ logFile, reason }) => (
          <li key={logFile}>
            <code>{logFile}</code> {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
