import type { ApiName } from '../../core/explorer/api-paths';
import { ENTITY_KINDS, type PageAddress, type PageName } from '../../core/explorer/page-address';
import { withWord } from '../../core/explorer/question-moves';
import { readRef } from '../../core/rows/event-ref';
import { answerAlerts, answerRules } from './answer-alerts';
import { answerEntity } from './answer-entity';
import { answerEvent, type Begin } from './answer-event';
import { answerEvents } from './answer-events';
import { answerCoverage, answerNews, answerStatus } from './answer-status';
import { answerStory } from './answer-story';
import { answerVerdict } from './answer-verdict';
import { limitOf, plannedQuestion } from './asked-flags';
import type { Asking } from './asking';
import type { ExplorerRules } from './explorer-rules';

/** What an answer is about. */
interface Answered<Name extends PageName> {
  readonly asking: Asking;
  readonly name: ApiName;
  readonly page: PageAddress & { readonly page: Name };
  readonly rules: ExplorerRules;
  readonly begin: Begin;
}

/** How each page is answered. */
const ANSWERS: { readonly [Name in PageName]: (answered: Answered<Name>) => Promise<void> } = {
  async events({ asking, name, page: { question }, begin }) {
    const asked = plannedQuestion(question, asking.now);
    limitOf(question);
    await begin();
    await answerEvents(asking, name === 'more' || name === 'count' ? name : 'events', question, asked);
  },
  async event({ asking, name, page: { ref }, begin }) {
    readRef(ref);
    await (name === 'verdict' ? answerVerdict(asking, ref, begin) : answerEvent(asking, ref, begin));
  },
  async story({ asking, page, rules, begin }) {
    if (page.kind === 'event') readRef(page.value);
    plannedQuestion(page.question, asking.now);
    limitOf(page.question);
    await begin();
    await answerStory(asking, page, rules);
  },
  async entity({ asking, page, begin }) {
    const { kind, value, question } = page;
    const about = withWord(question, { flag: ENTITY_KINDS[kind], value });
    const asked = plannedQuestion(about, asking.now, { agent: false });
    await begin();
    await answerEntity(asking, page, asked);
  },
  async alerts({ asking, name, page, rules, begin }) {
    const { rule, question } = page;
    const asked = plannedQuestion(question, asking.now);
    if (rule !== undefined) await rules.require(rule);
    await begin();
    await (name === 'rules' ? answerRules(asking, rules, rule) : answerAlerts(asking, page, asked, rules));
  },
  async status({ asking, name, page: { question }, begin }) {
    plannedQuestion(question, asking.now);
    await begin();
    if (name === 'coverage') await answerCoverage(asking, question);
    else await (name === 'news' ? answerNews(asking) : answerStatus(asking));
  },
};

/** Answers one page. */
export async function answerPage(answered: Answered<PageName>): Promise<void> {
  // A table of functions of each page, which is asked for its own.
  const answer = ANSWERS[answered.page.page] as (answered: Answered<PageName>) => Promise<void>;
  await answer(answered);
}
