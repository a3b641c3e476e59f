import type { AnswerNote } from '../../app/completeness/answer-note';
import { defaultWindow } from '../../app/explorer/default-window';
import type { ApiName } from '../../core/explorer/api-paths';
import type { PageAddress } from '../../core/explorer/page-address';
import type { Question } from '../../core/explorer/question';
import { inWindow, windowOf, withWord } from '../../core/explorer/question-moves';
import type { Asking } from './asking';
import { boundedCoverage } from './bounded-coverage';

/** The days that a page is about, unless its address says it. */
const DAYS = { events: 7, alerts: 7, entity: 90, coverage: 30 } as const;

/** The page that is answered, and what is to be said of how it differs from the one that was asked for. */
export interface CompletedPage {
  readonly page: PageAddress;
  readonly notes: readonly AnswerNote[];
}

/** The page with its whole question: nothing that an answer depends on is left to what somebody else might imply. */
export async function completedPage(asking: Asking, name: ApiName, page: PageAddress): Promise<CompletedPage> {
  if (page.page !== 'status' || name !== 'coverage')
    return { page: await withWholeQuestion(asking, name, page), notes: [] };
  const { question, notes } = await boundedCoverage(asking, await windowed(asking, page.question, DAYS.coverage));
  return { page: { ...page, question }, notes };
}

async function withWholeQuestion(asking: Asking, name: ApiName, page: PageAddress): Promise<PageAddress> {
  switch (page.page) {
    case 'events':
      return page.question.length > 0 ? page : { ...page, question: await firstQuestion(asking) };
    case 'entity':
      return { ...page, question: await windowed(asking, page.question, DAYS.entity) };
    case 'alerts':
      return name === 'rules' ? page : { ...page, question: await windowed(asking, page.question, DAYS.alerts) };
    case 'status':
      return { ...page, question: [] };
    case 'event':
    case 'story':
      return page;
    default:
      return page satisfies never;
  }
}

/** What is asked where nothing is: the last week, without what agents do by themselves. */
async function firstQuestion(asking: Asking): Promise<Question> {
  return withWord(await windowed(asking, [], DAYS.events), { flag: 'no-agent' });
}

async function windowed(asking: Asking, question: Question, days: number): Promise<Question> {
  if (windowOf(question).length > 0) return question;
  const { since, until } = await defaultWindow(asking.dependencies(), days);
  return inWindow(question, since, until);
}
