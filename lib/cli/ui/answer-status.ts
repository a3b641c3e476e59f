import { incomplete } from '../../app/completeness/answer-note';
import { corruptRowNotes } from '../../app/completeness/corrupt-row-note';
import { deliveryMark } from '../../app/explorer/delivery-mark';
import { type Question, valuesOf } from '../../core/explorer/question';
import { byDayAnswer, missingDays } from '../status/render-status-by-day';
import { byDayScope, readDays } from '../status/status-by-day';
import { readStatus, statusAnswer } from '../status/status-command';
import { flagsOf } from './asked-flags';
import type { Asking } from './asking';
import { filesMark } from './local-files';

/** Answers the page of the status: what `status` prints as JSON. */
export async function answerStatus(asking: Asking): Promise<void> {
  const { found, check } = await readStatus(asking.store);
  await asking.sendDocument(JSON.stringify(statusAnswer(found, check).document));
  await asking.sendNotes(found.problems);
  await asking.send({ type: 'end', rows: found.newest.length });
}

/** Answers what was delivered on which day: what `status --by-day` prints as JSON. */
export async function answerCoverage(asking: Asking, question: Question): Promise<void> {
  const { since, until, during } = flagsOf(question);
  const window = {
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(during !== undefined && { during }),
  };
  const scope = byDayScope(
    { ...window, account: valuesOf(question, 'account'), region: valuesOf(question, 'region') },
    asking.now,
  );
  const { days, check, corrupt } = await readDays(asking.store, scope, asking.now);
  await asking.sendDocument(JSON.stringify(byDayAnswer(days, check).document));
  await asking.sendNotes([...missingDays(days, scope).map((text) => incomplete(text)), ...corruptRowNotes(corrupt)]);
  await asking.send({ type: 'end', rows: days.length });
}

/** Answers by what somebody sees that more was delivered. */
export async function answerNews(asking: Asking): Promise<void> {
  const { place } = asking.store;
  const { mark } = await deliveryMark(asking.dependencies().receipts);
  await asking.sendDocument(
    JSON.stringify({ mark: `${mark}${place.kind === 'local' ? filesMark(place.folder) : ''}` }),
  );
  await asking.send({ type: 'end', rows: 0 });
}
