import type { AnswerRequest } from '../../../lib/adapters/http/answers';
import { WorkerAnswers } from '../../../lib/cli/ui/worker-answers';
import type { LocalFolder } from '../local-folder';
import { sampleStore } from '../sample-store';

let folder: LocalFolder;
let answers: WorkerAnswers;

beforeAll(async () => {
  folder = await sampleStore();
  answers = await WorkerAnswers.open({
    place: { kind: 'local', folder: folder.store },
    storeWords: ['--local', folder.store],
  });
});
afterAll(async () => {
  await answers.close();
  await folder.remove();
});

const ALL: AnswerRequest = {
  kind: 'api',
  name: 'events',
  page: { page: 'events', question: [{ flag: 'since', value: 'all' }] },
};

it('answers several at once, each in its order, the slow one at the pace of its reader', async () => {
  const slow: string[] = [];
  const fast: string[] = [];
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { signal } = new AbortController();
  const first = answers.answer(
    ALL,
    async ({ text }) => {
      slow.push(String(text));
      await held;
    },
    signal,
  );
  await answers.answer(ALL, async ({ text }) => void fast.push(String(text)), signal);
  expect(JSON.parse(fast.at(-1) ?? '')).toMatchObject({ type: 'end' });
  expect(slow.length).toBeLessThan(3);
  release();
  await first;
  expect(JSON.parse(slow.at(-1) ?? '')).toMatchObject({ type: 'end' });
});

it('ends an answer that nobody waits for, and sends nothing more of it', async () => {
  const gone = new AbortController();
  const texts: string[] = [];
  const answered = answers.answer(
    ALL,
    async ({ text }) => {
      texts.push(String(text));
      gone.abort();
    },
    gone.signal,
  );
  await answered;
  expect(texts.length).toBeLessThan(4);
  expect(texts.join('')).not.toContain('"type":"end"');
});

it('passes on why a store cannot be opened', async () => {
  const place = { kind: 'local', folder: `${folder.path}/none` } as const;
  await expect(WorkerAnswers.open({ place, storeWords: [] })).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringContaining('there is no local store'),
  });
});

it('answers nobody any more when it is closed', async () => {
  const place = { kind: 'local', folder: folder.store } as const;
  const closed = await WorkerAnswers.open({ place, storeWords: [] });
  await closed.close();
  await closed.close();
  await expect(closed.answer(ALL, async () => undefined, new AbortController().signal)).rejects.toThrow(
    'its thread has ended',
  );
});

it('is closed soon, although its thread is in the middle of something long', async () => {
  const place = { kind: 'local', folder: folder.store } as const;
  const busy = await WorkerAnswers.open({ place, storeWords: [] });
  // The expressions are compiled in one go, each in a dozen milliseconds at least: all of them take far longer than a closing.
  const question = Array.from({ length: 500 }, (_, at) => {
    return { flag: 'where', value: `eventName|re=(?:.?){500}${at}$` } as const;
  });
  const asked: AnswerRequest = { kind: 'api', name: 'events', page: { page: 'events', question } };
  const answered = busy.answer(asked, async () => undefined, new AbortController().signal);
  const ended = expect(answered).rejects.toThrow('its thread has ended');
  await busy.close();
  await ended;
});
