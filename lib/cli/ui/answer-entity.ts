import { summariseEvents } from '../../app/ask/summarise-events';
import type { PageAddress } from '../../core/explorer/page-address';
import type { PlannedQuery } from '../../core/query/planned-query';
import { sendLacks } from './answer-lacks';
import type { Asking } from './asking';

/** Answers the page of a caller or a thing: what `summary` prints as JSON. */
export async function answerEntity(asking: Asking, page: PageAddress, asked: PlannedQuery): Promise<void> {
  const summary = await summariseEvents(asking.dependencies(), asked);
  await asking.sendDocument(JSON.stringify(summary));
  await sendLacks(asking, asked, summary.total, page);
  await asking.send({ type: 'end', rows: summary.total });
}
