import { defaultWindow } from '../../app/explorer/default-window';
import type { ApiName } from '../../core/explorer/api-paths';
import type { PageAddress } from '../../core/explorer/page-address';
import type { Question } from '../../core/explorer/question';
import { inWindow, windowOf, withWord } from '../../core/explorer/question-moves';
import type { Asking } from './asking';

/** The days that a page is about, unless its address says it. */
const DAYS = { events: 7, alerts: 7, entity: 90, coverage: 30 } as const;

/** The page with its whole question: nothing that an answer depends on is left to what somebody else might imply. */
export async function completedPage(asking: Asking, name: ApiName, page: PageAddress): Promise<PageAddress> {
  switch (page.page) {
    case 'events':
      return page.question.length > 0 ? page : { ...page, question: await firstQuestion(asking) };
    case 'entity':
      return { ...page, question: await windowed(asking, page.question, DAYS.entity) };
    case 'alerts':
      return name === 'rules' ? page : { ...page, question: await windowed(asking, page.question, DAYS.alerts) };
    case 'status':
      return name === 'coverage'
        ? { ...page, question: await windowed(asking, page.question, DAYS.coverage) }
        : { ...page, question: [] };
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
