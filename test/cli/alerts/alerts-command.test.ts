import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ruleText } from '../../core/rules/rule-text';
import { runCli } from '../run-cli';

/** Rules in the form that public ones have. */
const RULES = join(__dirname, '../../fixtures/rules');

const SESSION = 'selection:\n  eventName: StartSession\ncondition: selection';
const ELSEWHERE = 'selection:\n  eventSource: ec2.amazonaws.com\ncondition: selection';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssm-audit-'));
  const files = {
    'rules/session.yml': ruleText(SESSION, {
      id: 'own-session',
      title: 'Own session',
      level: 'high',
      tags: '[attack.t1021]',
    }),
    'faulty/refused.yml': ruleText('selection:\n  eventName|near: x\ncondition: selection', { id: 'refused' }),
    'faulty/elsewhere.yaml': ruleText(ELSEWHERE, { id: 'elsewhere' }),
    'elsewhere/elsewhere.yml': ruleText(ELSEWHERE, { id: 'elsewhere' }),
    'beside/counts.yml': [
      'title: Sessions to three machines',
      'id: 0a6bd8a1-6a8f-4f0e-9d5c-2f0d9a1c7e11',
      'correlation:',
      '  type: value_count',
      '  rules: [session-counted]',
      '  group-by: [ssmAudit.principal, recipientAccountId]',
      '  timespan: 1h',
      '  condition: {gte: 3, field: ssmAudit.resource.instance}',
      'level: medium',
    ].join('\n'),
    'beside/except.yml': [
      'title: The deployment server runs commands',
      'logsource: {product: aws, service: cloudtrail}',
      'filter:',
      '  rules: [081477c4-c3c9-445e-bb36-cb1ca350ec6c]',
      '  server:',
      '    userIdentity.sessionContext.sessionIssuer.userName: deployment-server',
      '  condition: not server',
    ].join('\n'),
    'logs/a.json': JSON.stringify({ Records: [session('e-1'), session('e-2')] }),
    'logs/quiet/b.json': JSON.stringify({ Records: [] }),
    'cdk.json': JSON.stringify({ context: { 'ssm-audit:alertTopics': [{ name: 'own', rules: ['own-session'] }] } }),
    'wrong.json': JSON.stringify({ context: { 'ssm-audit:alertTopics': [{ name: 'own' }] } }),
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

function session(eventID: string): object {
  return {
    eventSource: 'ssm.amazonaws.com',
    eventName: 'StartSession',
    eventTime: '2024-05-01T12:10:00Z',
    eventID,
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/al\u009bice' },
  };
}

/** Runs a command of `ssm-audit alerts`. */
const run = (...words: readonly string[]) => runCli(['alerts', ...words]);

const rules = (name: string) => ['--rules', join(folder, name)];

describe('alerts list', () => {
  it('lists the rules of the project and of a folder', async () => {
    const { code, stdout } = await run('list', ...rules('rules'), '--output', 'json');
    const listed: { id: string; title: string; level: string; tags: string[] }[] = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(listed.length).toBeGreaterThan(1);
    expect(listed.every(({ id, title, level, tags }) => id && title && level && Array.isArray(tags))).toBe(true);
    expect(listed).toContainEqual(
      expect.objectContaining({ id: 'own-session', title: 'Own session', level: 'high', tags: ['attack.t1021'] }),
    );
  });

  it('names each refused rule on stderr and lists the others', async () => {
    const { code, stdout, stderr } = await run('list', ...rules('faulty'), '--output', 'csv');
    expect(code).toBe(1);
    expect(stderr).toMatch(/refused: .*refused\.yml:\d+: .*near/);
    expect(stdout).toContain('elsewhere,A test rule,medium,');
  });

  it('refuses a folder that is not there as wrong usage', async () => {
    const { code, stdout, stderr } = await run('list', ...rules('none'));
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/no such file or folder: expected a folder with rule files/);
  });

  it('is a table for people', async () => {
    const [titles, ...lines] = (await run('list', ...rules('rules'), '--output', 'table')).stdout.split('\n');
    expect(titles).toMatch(/^LEVEL +RULE +TAGS +ID$/);
    expect(lines.find((line) => line.includes('own-session'))).toMatch(
      /^high +Own session +attack.t1021 +own-session$/,
    );
  });

  it('loads rules whole that have the form of public ones', async () => {
    const { code, stdout } = await run('list', '--rules', RULES, '--output', 'ndjson');
    expect(code).toBe(0);
    const files = stdout.split('\n').filter((line) => line.includes(RULES));
    expect(files).toHaveLength(readdirSync(RULES).length);
  });
});

it('alerts list prints a layer of the ATT&CK Navigator', async () => {
  const { code, stdout } = await run('list', '--output', 'navigator');
  expect(code).toBe(0);
  const layer = JSON.parse(stdout);
  expect(layer).toMatchObject({ domain: 'enterprise-attack', versions: { layer: '4.5' } });
  expect(layer.techniques.map(({ techniqueID }: { techniqueID: string }) => techniqueID)).toContain('T1651');
});

describe('alerts test', () => {
  const test = (...words: readonly string[]) => run('test', ...words, '--config', join(folder, 'cdk.json'));

  it('prints the alerts that rules and topics make', async () => {
    const { code, stdout } = await test(join(folder, 'logs'), ...rules('rules'), '--output', 'json');
    expect(code).toBe(0);
    const alerts: { rule: string }[] = JSON.parse(stdout);
    expect(alerts.filter(({ rule }) => rule === 'own-session')).toEqual([
      expect.objectContaining({
        level: 'high',
        eventName: 'StartSession',
        userIdentityArn: 'arn:aws:iam::111122223333:user/al\u009bice',
        count: 2,
        refs: ['StartSession/2024-05-01T12:10:00Z#e-1', 'StartSession/2024-05-01T12:10:00Z#e-2'],
        topics: ['own'],
      }),
    ]);
    expect(stdout).not.toContain('\u009b');
  });

  it('counts rules that can never match apart from those that did not fire', async () => {
    const { stderr } = await test(
      join(folder, 'logs/quiet'),
      ...rules('rules'),
      ...rules('elsewhere'),
      '--output',
      'ndjson',
    );
    expect(stderr).toMatch(
      /0 alerts from 0 records in 1 files; of \d+ rules 0 fired, \d+ did not fire, 1 can never match/,
    );
  });

  it('names a path that is not there and does the rest', async () => {
    const { code, stdout, stderr } = await test(
      join(folder, 'none'),
      join(folder, 'logs'),
      ...rules('rules'),
      '--output',
      'csv',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('none: no such file or folder');
    expect(stdout).toMatch(/^rule,title,level,eventName,/);
    expect(stdout).toContain('own-session,');
  });

  it('says that a topic names a rule that is not there', async () => {
    expect((await test(join(folder, 'logs'))).stderr).toContain(
      'the configuration names rule own-session, which is not loaded',
    );
  });

  it('refuses topics that cannot be read as wrong configuration', async () => {
    const { code, stderr } = await run('test', folder, '--config', join(folder, 'wrong.json'));
    expect(code).toBe(2);
    expect(stderr).toBe(
      'ssm-audit: context key ssm-audit:alertTopics[0] selects nothing: expected at least one of events, rules and minimumLevel\n',
    );
  });
});

describe('the rule on reasons of sessions', () => {
  const configured = (reasonPattern: string) => {
    const file = join(folder, 'reasons.json');
    writeFileSync(file, JSON.stringify({ context: { 'ssm-audit:reasonPattern': reasonPattern } }));
    return ['--config', file];
  };

  it('is listed where a pattern is set', async () => {
    const listed = async (pattern: string) => (await run('list', '--output', 'csv', ...configured(pattern))).stdout;
    expect(await listed('[A-Z]+-[0-9]+')).toContain('Session opened without an agreed reason,medium');
    expect(await listed('')).not.toContain('agreed reason');
  });

  it('is checked by lint where a pattern is set', async () => {
    const { code, stdout } = await run('lint', '--output', 'csv', ...configured('('));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^reasonPattern,\d+,.*true\r$/m);
    expect((await run('lint', '--strict', ...configured('[A-Z]+-[0-9]+'))).code).toBe(0);
  });
});

describe('alerts lint', () => {
  it('prints each refused rule and each finding with file, line and message', async () => {
    const { code, stdout } = await run('lint', join(folder, 'faulty'), '--output', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual([
      {
        file: join(folder, 'faulty/elsewhere.yaml'),
        line: expect.any(Number),
        message: expect.stringContaining('can never match here'),
      },
      {
        file: join(folder, 'faulty/refused.yml'),
        line: expect.any(Number),
        message: expect.stringContaining('near'),
        refused: true,
      },
    ]);
  });

  it('finds nothing in rules that are right', async () => {
    const { code, stdout } = await run('lint', join(folder, 'rules'), '--output', 'json', '--strict');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([]);
  });

  it("knows the project's rules, which filters and correlations may name, and tells only of what is given", async () => {
    const { code, stdout, stderr } = await run('lint', join(folder, 'beside'), '--output', 'json', '--strict');
    expect(JSON.parse(stdout)).toEqual([]);
    expect(stderr).toContain('0 rules load, 0 documents refused, 0 other findings; 1 correlation loads');
    expect(code).toBe(0);
  });

  it('is an error for a rule that can never match only where it is asked to be strict', async () => {
    const path = join(folder, 'elsewhere');
    expect((await run('lint', path)).code).toBe(0);
    expect((await run('lint', path, '--strict')).code).toBe(1);
  });

  it("checks the project's rules where no path is given", async () => {
    const { code, stderr } = await run('lint', '--strict');
    expect(stderr).toMatch(/[1-9]\d* rules load, 0 documents refused, 0 other findings/);
    expect(code).toBe(0);
  });

  it('names a path that is not there and does the rest', async () => {
    const { code, stdout, stderr } = await run(
      'lint',
      join(folder, 'none'),
      join(folder, 'elsewhere'),
      '--output',
      'csv',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('no such file or folder');
    expect(stdout).toContain('can never match here');
  });
});
