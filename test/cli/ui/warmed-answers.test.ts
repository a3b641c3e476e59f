import type { AnswerRequest, Answers, Send } from '../../../lib/adapters/http/answers';
import { StoreAnswers } from '../../../lib/cli/ui/store-answers';
import { WarmedAnswers } from '../../../lib/cli/ui/warmed-answers';
import type { LocalFolder } from '../local-folder';
import { sampleStore } from '../sample-store';

const STATUS: AnswerRequest = { kind: 'api', name: 'status', page: { page: 'status', question: [] } };

let folder: LocalFolder;
let store: StoreAnswers;

beforeAll(async () => {
  folder = await sampleStore();
  store = await StoreAnswers.open({ place: { kind: 'local', folder: folder.store }, storeWords: [] });
});
afterAll(async () => {
  await store.close();
  await folder.remove();
});

/** Answers of the store, with what was asked of it and whether that came to its end. */
function watched(onAsked: (name: string) => void = () => undefined) {
  const asked: string[] = [];
  const ended: string[] = [];
  const answers: Answers = {
    async answer(request: AnswerRequest, send: Send, signal: AbortSignal) {
      asked.push(request.name);
      onAsked(request.name);
      const texts: string[] = [];
      const hear: Send = (part) => {
        texts.push(String(part.text));
        return send(part);
      };
      await store.answer(request, hear, signal);
      if (texts.at(-1)?.includes('"type":"end"')) ended.push(request.name);
    },
    close: async () => undefined,
  };
  return { answers, asked, ended };
}

async function ask(answers: Answers): Promise<string> {
  const texts: string[] = [];
  await answers.answer(STATUS, async ({ text }) => void texts.push(String(text)), new AbortController().signal);
  return texts.join('');
}

it('answers what the first page asks, for nobody', async () => {
  const { answers, asked, ended } = watched();
  await new WarmedAnswers(answers).warm();
  expect([asked, ended]).toEqual([
    ['news', 'more'],
    ['news', 'more'],
  ]);
});

it('ends that as soon as somebody asks, and answers them', async () => {
  let question: Promise<string> | undefined;
  const { answers, asked, ended } = watched((name) => {
    if (name === 'news') question = ask(warmed);
  });
  const warmed = new WarmedAnswers(answers);
  await warmed.warm();
  expect(await question).toContain('"type":"end"');
  expect(asked).toEqual(['news', 'status']);
  expect(ended).toEqual(['status']);
});

it('asks nothing once it is closed', async () => {
  const { answers, asked } = watched();
  const warmed = new WarmedAnswers(answers);
  await warmed.close();
  await warmed.warm();
  expect(asked).toEqual([]);
});
