import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnswerRequest, Answers } from '../../../lib/adapters/http/answers';
import { ExplorerServer, UnusablePortError } from '../../../lib/adapters/http/explorer-server';
import { type RawRequest, rawRequest } from './raw-request';

/** Answers with one line, or for ever. */
class Lines implements Answers {
  readonly asked: AnswerRequest[] = [];
  sent = 0;
  isClosed = false;

  constructor(private readonly lines = 1) {}

  async answer(asked: AnswerRequest, send: Parameters<Answers['answer']>[1], signal: AbortSignal): Promise<void> {
    this.asked.push(asked);
    for (let line = 0; line < this.lines && !signal.aborted; line += 1) {
      this.sent += 1;
      await send({ text: `{"line":${line}}\n` });
      await sleep(1);
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

interface Started {
  readonly server: ExplorerServer;
  readonly answers: Lines;
  readonly port: number;
  readonly base: string;
  readonly token: string;
  readonly cookie: string;
  send(sent: RawRequest): ReturnType<typeof rawRequest>;
}

const started: ExplorerServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
});

async function start(answers = new Lines()): Promise<Started> {
  const server = new ExplorerServer(answers);
  await server.listen(0);
  started.push(server);
  const url = new URL(server.address(''));
  const port = Number(url.port);
  const response = await rawRequest(port, { path: `${url.pathname}${url.search}` });
  const cookie = String(response.headers['set-cookie']).split(';')[0] ?? '';
  const token = url.searchParams.get('token') ?? '';
  const send = ({ headers, ...sent }: RawRequest) => rawRequest(port, { ...sent, headers: { cookie, ...headers } });
  return { server, answers, port, base: url.pathname, token, cookie, send };
}

it('lets a browser in by the token, which then is in no address any more', async () => {
  const { server, port, base, token } = await start();
  expect(token).toMatch(/^[0-9a-f]{48}$/);
  expect(base).toMatch(/^\/[0-9a-f]{24}\/$/);
  const { pathname, search } = new URL(server.address('?event=a&since=7d'));
  const response = await rawRequest(port, { path: `${pathname}${search}` });
  expect(response.status).toBe(303);
  expect(response.headers.location).toBe(`${base}?event=a&since=7d`);
  expect(response.headers['set-cookie']).toEqual([
    expect.stringMatching(new RegExp(`^ssm-audit=[0-9a-f]{48}; HttpOnly; SameSite=Strict; Path=${base}$`)),
  ]);
});

it('leaves the token in no address, also where its name is written in another way', async () => {
  const { port, base, token } = await start();
  for (const search of [`%74oken=${token}&event=a`, `event=a&t%6Fken=${token}`]) {
    const response = await rawRequest(port, { path: `${base}?${search}` });
    expect([response.status, response.headers.location]).toEqual([303, `${base}?event=a`]);
  }
});

it('answers whom it let in, as long as it lives, and by the token again', async () => {
  const { send, base, port, token, answers } = await start();
  const response = await send({ path: `${base}api/events?event=a` });
  expect([response.status, response.text]).toEqual([200, '{"line":0}\n']);
  expect(answers.asked[0]).toMatchObject({ name: 'events', page: { question: [{ flag: 'event', value: 'a' }] } });
  expect((await rawRequest(port, { path: `${base}?token=${token}` })).status).toBe(303);
});

describe('refuses', () => {
  let of: Started;
  beforeEach(async () => {
    of = await start();
  });

  const refusedWith = async (status: number, sent: RawRequest) => {
    const response = await of.send({ ...sent, path: `${of.base}${sent.path}` });
    expect(response.status).toBe(status);
    expect(response.text).not.toBe('');
    expect(of.answers.asked).toEqual([]);
    return response;
  };

  it.each(['evil.example', 'localhost:1', '127.0.0.1', '127.0.0.1:1', 'evil.example@127.0.0.1'])(
    'the host %j, as a rebound name has it',
    (host) => refusedWith(421, { path: 'api/events', headers: { host } }),
  );

  it('two hosts, the right one of them first', async () => {
    const socket = connect(of.port, '127.0.0.1');
    const host = `host: 127.0.0.1:${of.port}\r\n`;
    socket.write(`GET ${of.base} HTTP/1.1\r\n${host}host: evil.example\r\ncookie: ${of.cookie}\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    socket.destroy();
    expect(String(answer)).toMatch(/^HTTP\/1\.1 421 /);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND'])('the method %s', async (method) => {
    const { headers } = await refusedWith(405, { method, path: 'api/events' });
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers.allow).toBe('GET, HEAD');
  });

  it.each(['cross-site', 'same-site', 'anything'])('a page of another site (%s), although it has the cookie', (site) =>
    refusedWith(403, { path: 'api/events', headers: { 'sec-fetch-site': site } }),
  );

  it('another site that knows the token, but does not open a page of its own with it', async () => {
    for (const more of [
      {},
      { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'document' },
    ])
      await refusedWith(403, { path: `?token=${of.token}`, headers: { 'sec-fetch-site': 'cross-site', ...more } });
  });

  it('a wrong token, although it has the cookie', async () => {
    for (const token of [
      '',
      'x',
      of.token.slice(1),
      `${of.token}0`,
      of.token.replace(/./, (digit) => (digit === '0' ? '1' : '0')),
    ])
      await refusedWith(403, { path: `?token=${token}` });
    await refusedWith(403, { path: `?token=${of.token}&token=${of.token}` });
  });

  it('no cookie, or a wrong one', async () => {
    const other = await start();
    for (const cookie of ['', 'ssm-audit=', 'ssm-audit=x', `other=${of.cookie.split('=')[1]}`, other.cookie])
      await refusedWith(401, { path: 'api/events', headers: { cookie } });
  });

  it.each([
    'api/none',
    'api/',
    'api',
    'export/x',
    'export/events.csv/',
    'nothing',
    '%2e%2e/',
    '..%2f..%2fetc%2fpasswd',
    '../../etc/passwd',
    'event/a/../../b',
    'page.js/..',
    'page.js?x',
    '.git/config',
    'api/__proto__',
    'api/constructor',
    'package.json',
  ])('the path %s', (path) => refusedWith(404, { path }));

  it('any path beside its folder', async () => {
    for (const path of ['/', '/favicon.ico', '/api/events', of.base.slice(0, -1), `/x${of.base}`, `${of.base}../`])
      expect((await of.send({ path })).status).toBe(404);
    expect((await of.send({ path: `/?token=${of.token}` })).status).toBe(404);
  });

  it.each([
    'local=x',
    'stack=x',
    'profile=x',
    'rules=x',
    'names=x',
    'stack-region=x',
    'config=x',
    'output=x',
    'port=1',
  ])('an address that chooses: %s', async (search) => {
    for (const path of ['api/events', 'export/events.csv', ''])
      expect((await refusedWith(400, { path: `${path}?${search}` })).text).toContain(search.split('=')[0]);
  });

  it('checks in order: host, method, site, token, cookie, path', async () => {
    const wrong = {
      path: 'nothing?token=x',
      method: 'POST',
      headers: { host: 'evil.example', 'sec-fetch-site': 'cross-site', cookie: '' },
    };
    await refusedWith(421, wrong);
    const { host: _, ...headers } = wrong.headers;
    await refusedWith(405, { ...wrong, headers });
    await refusedWith(403, { path: wrong.path, headers });
    await refusedWith(403, { path: wrong.path, headers: { cookie: '' } });
    await refusedWith(401, { path: 'nothing', headers: { cookie: '' } });
    await refusedWith(404, { path: 'nothing' });
  });
});

it('sends the browser on that its own file opened, by a page of this server', async () => {
  const { port, base, token } = await start();
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  const response = await rawRequest(port, { path: `${base}?actor=%22%3E&token=${token}`, headers });
  expect(response.status).toBe(200);
  expect(response.headers['set-cookie']).toHaveLength(1);
  expect(response.text).toContain(`content="0;url=${base}?actor=%22%3E"`);
  expect(response.text).not.toContain(token);
});

it('has headers that let nobody else read, frame or script it, with every answer', async () => {
  const { send, base, port } = await start();
  const responses = [
    await send({ path: `${base}api/events` }),
    await send({ path: base }),
    await send({ path: '/' }),
    await send({ path: base, method: 'POST' }),
    await rawRequest(port, { path: base }),
  ];
  for (const { headers } of responses) {
    const policy = String(headers['content-security-policy']).split('; ');
    for (const directive of [
      "default-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
    ])
      expect(policy).toContain(directive);
    expect(policy.join(' ')).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});

it('answers HEAD with the status and headers of GET, and reads nothing more once it knows them', async () => {
  const { send, base, answers } = await start(new Lines(Number.POSITIVE_INFINITY));
  const { status, text, headers } = await send({ method: 'HEAD', path: `${base}api/events` });
  expect([status, text, answers.sent]).toEqual([200, '', 1]);
  expect(headers['content-type']).toContain('ndjson');
  for (const refusal of [400, 404] as const) {
    answers.answer = async (_, give) => give({ text: 'no', refusal });
    for (const method of ['GET', 'HEAD'])
      expect((await send({ method, path: `${base}export/events.csv` })).status).toBe(refusal);
  }
  for (const path of ['api/none', 'nothing', 'api/events?profile=x', '?profile=x'])
    expect((await send({ method: 'HEAD', path: `${base}${path}` })).status).toBe(
      (await send({ path: `${base}${path}` })).status,
    );
});

/** As a browser asks that is to show something. */
const SHOWN = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

it.each([
  [401, { cookie: '' }, '', 'Your browser is not let in'],
  [403, {}, '?token=x', 'This address lets nobody in'],
  [421, { host: '<b>' }, '', 'This is another host'],
])(
  'tells a person who is not let in (%i) what to do, on a page that loads nothing',
  async (status, more, path, title) => {
    const { send, base } = await start();
    const response = await send({ path: `${base}${path}`, headers: { ...SHOWN, ...more } });
    expect([response.status, response.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
    expect(response.text).toContain(`<h1>${title}</h1>`);
    expect(response.text).toContain('<code>ssm-audit ui</code>');
    expect(response.text).toContain('prefers-color-scheme:dark');
    expect(response.text).not.toMatch(/<script|\b(?:src|href|style)=|<b>/);
    const [, sheet = ''] = /<style>(.*)<\/style>/s.exec(response.text) ?? [];
    const policy = String(response.headers['content-security-policy']);
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(sheet).digest('base64')}'`);
    expect(policy).not.toContain('script-src');
  },
);

it('gives a person the page where nothing is, so that the way back is there, and a program the words', async () => {
  const { send, base } = await start();
  for (const path of ['nothing', 'api/none', 'export/x', 'api/events?profile=x']) {
    const [shown, said] = [
      await send({ path: `${base}${path}`, headers: SHOWN }),
      await send({ path: `${base}${path}` }),
    ];
    expect(shown.status).toBe(said.status);
    expect(shown.text).toContain('<div id="page">');
    expect(said.headers['content-type']).toBe('text/plain; charset=utf-8');
  }
});

it.each([
  ['?actor=a%20b&since=7d', 'api/events?actor=a%20b&since=7d'],
  ['', 'api/events'],
  ['alerts/x?during=2026-03', 'api/alerts/x?during=2026-03'],
  ['status?since=7d', 'api/status'],
  ['story/actor/%22%3E', 'api/story/actor/%22%3E'],
])('has the browser ask what the page %j asks first while it still reads the script', async (path, asked) => {
  const { send, base } = await start();
  const { text } = await send({ path: `${base}${path}` });
  const preloaded = [...text.matchAll(/<link rel="preload" as="fetch" crossorigin href="([^"]*)">/g)].map(
    ([, href = '']) => href.replaceAll('&#38;', '&'),
  );
  expect(preloaded).toEqual([`${base}api/news`, `${base}${asked}`]);
  expect((await send({ path: `${base}nothing`, headers: SHOWN })).text).not.toContain('preload');
});

it('keeps no connection on which a body may be left', async () => {
  const { port, base, cookie } = await start();
  for (const [method, status] of [
    ['POST', 405],
    ['GET', 200],
  ] as const) {
    const socket = connect(port, '127.0.0.1');
    const head = `${method} ${base}icon.svg HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\n`;
    // A body that would be a request of its own.
    const body = `GET ${base}api/events HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\n\r\n`;
    socket.write(`${head}content-length: ${body.length}\r\n\r\n${body}`);
    let answer = '';
    socket.on('data', (part) => {
      answer += String(part);
    });
    await once(socket, 'close');
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer.toLowerCase()).toContain('\r\nconnection: close\r\n');
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  }
});

it('gives exports as files', async () => {
  const { send, base } = await start();
  const { headers } = await send({ path: `${base}export/events.csv?denied` });
  expect(headers['content-disposition']).toBe('attachment; filename="events.csv"');
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
});

it('gives bytes as they are, under the type of the file', async () => {
  const answers = new Lines(0);
  const { port, base, cookie } = await start(answers);
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  answers.answer = async (_, give) => give({ text: bytes });
  const response = await fetch(`http://127.0.0.1:${port}${base}export/evidence.tar.gz`, { headers: { cookie } });
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  expect(response.headers.get('content-type')).toBe('application/gzip');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="evidence.tar.gz"');
});

it('listens on loopback alone', async () => {
  const { port } = await start();
  const others = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) {
    const socket = connect(port, address);
    const [error] = await Promise.race([once(socket, 'error'), once(socket, 'connect').then(() => [undefined])]);
    expect(error).toBeDefined();
  }
});

it('does not ask on for a client that is gone', async () => {
  const answers = new Lines(Number.POSITIVE_INFINITY);
  const { port, base, cookie } = await start(answers);
  const asked = request({ host: '127.0.0.1', port, path: `${base}api/events`, headers: { cookie } });
  asked.end();
  const [response] = await once(asked, 'response');
  await once(response, 'data');
  response.destroy();
  await sleep(50);
  const before = answers.sent;
  await sleep(50);
  expect(answers.sent).toBe(before);
});

it('waits for a reader that is slow, however long the answer', async () => {
  const answers = new Lines(0);
  const warned = jest.fn();
  process.on('warning', warned);
  const text = `${'x'.repeat(64 * 1024)}\n`;
  answers.answer = async (_, send) => {
    for (let part = 0; part < 200; part += 1) await send({ text });
  };
  const { send, base } = await start(answers);
  expect((await send({ path: `${base}api/events` })).text).toHaveLength(200 * text.length);
  process.off('warning', warned);
  expect(warned).not.toHaveBeenCalled();
});

it('lives on when an answer fails, and cuts off a file that is not whole', async () => {
  const answers = new Lines(0);
  const { send, base } = await start(answers);
  answers.answer = async () => {
    throw new Error('out of luck');
  };
  expect(await send({ path: `${base}export/events.csv` })).toMatchObject({ status: 500, text: 'out of luck\n' });
  answers.answer = async (_, give) => {
    await give({ text: 'ref\r\n' });
    throw new Error('out of luck');
  };
  await expect(send({ path: `${base}export/events.csv` })).rejects.toThrow();
  answers.answer = async (_, give) => give({ text: 'whole\n' });
  expect(await send({ path: `${base}api/events` })).toMatchObject({ status: 200, text: 'whole\n' });
});

it('cuts open connections when it ends, and closes the store', async () => {
  const answers = new Lines(Number.POSITIVE_INFINITY);
  const { server, port, base, cookie } = await start(answers);
  const open = rawRequest(port, { path: `${base}api/events`, headers: { cookie } });
  const failed = expect(open).rejects.toThrow();
  while (answers.sent < 3) await sleep(5);
  await server.close();
  started.splice(0);
  await failed;
  expect(answers.isClosed).toBe(true);
});

it('says that a port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(new ExplorerServer(new Lines()).listen(port)).rejects.toThrow(UnusablePortError);
  other.close();
});
