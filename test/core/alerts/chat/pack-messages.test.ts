import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedCorrelations } from '../../../../lib/app/alert/expected-correlations';
import { alertsOf } from '../../../../lib/core/alerts/alert';
import { compileSelected } from '../../../../lib/core/alerts/correlations/correlating';
import { renderCorrelation } from '../../../../lib/core/alerts/correlations/render-correlation';
import { compileMatcher } from '../../../../lib/core/alerts/event-matcher';
import type { RenderedAlert } from '../../../../lib/core/alerts/message-text';
import { observedRow } from '../../../../lib/core/alerts/observe-row';
import { renderAlert } from '../../../../lib/core/alerts/render-alert';
import { guardedStack } from '../../../../lib/core/guard/guarded-stack';
import { loadRules } from '../../../../lib/core/rules/load-rules';
import { rowOfRecord } from '../../../functions/alerting';
import { readCorrelationCases } from '../../rules/correlation-cases';
import { readPackCases } from '../../rules/pack-cases';
import { casesTextOf, loadPack, PACK } from '../../rules/pack-files';
import { configuration, topic } from '../observed-events';
import { notificationErrors } from './notification-schema';

/** The stack that the cases of guard rules name. */
const STACK = guardedStack(
  JSON.stringify({
    id: 'arn:aws:cloudformation:us-east-1:111122223333:stack/ssm-audit/11111111-2222-4333-8444-555555555555',
    prefix: 'Audit',
    known: [],
    logBucket: 'ssm-audit-logs-example',
  }),
  [],
);

const RULES = loadPack().rules.filter(({ isQuiet }) => !isQuiet);

/** EventBridge user guide, quotas: 256 KB, of source, detail type and detail. */
const MAX_ENTRY_BYTES = 256 * 1024;

function expectValid(message: RenderedAlert, rule: string): void {
  const json = message.chat();
  expect(notificationErrors(json)).toEqual([]);
  expect(Buffer.byteLength(json)).toBeLessThan(16 * 1024);
  const { source, detailType, detail } = message.event();
  expect([source, detailType]).toEqual(['ssm-audit', rule]);
  expect(Buffer.byteLength(source + detailType + detail)).toBeLessThan(MAX_ENTRY_BYTES);
  const { metadata, id } = JSON.parse(json);
  expect(JSON.parse(detail)).toMatchObject({
    rule,
    title: expect.any(String),
    deduplicationId: id,
    deduplicationIds: expect.arrayContaining([id]),
    cause: metadata.threadId,
  });
}

it.each(RULES.map((rule) => [rule.file, rule] as const))('%s: a message of each case is valid', (file, rule) => {
  const match = compileMatcher([rule], configuration(topic({ name: 'all', rules: [rule.id] })));
  const { match: cases } = readPackCases(casesTextOf(file));
  expect(cases.length).toBeGreaterThan(0);
  for (const { record } of cases) {
    const observed = observedRow(rowOfRecord(record, 'delivery', STACK), undefined);
    if (observed === undefined) throw new TypeError('a case is never history');
    const [alert] = alertsOf(match(observed));
    if (alert === undefined) throw new Error(`${file} does not match its case`);
    const message = renderAlert(alert);
    expectValid(message, rule.id);
    expect(JSON.parse(message.chat()).content.nextSteps[0]).toMatch(/^`ssm-audit show /);
  }
});

const FOLDER = join(PACK, 'correlations');
const { correlations } = loadRules(
  readdirSync(FOLDER)
    .filter((name) => !name.endsWith('.cases.yml'))
    .map((name) => ({ file: name, collection: 'pack', text: readFileSync(join(FOLDER, name), 'utf8') })),
);

it.each(correlations.map((each) => [each.file, each] as const))(
  '%s: a message of each case is valid',
  (file, correlation) => {
    const correlating = compileSelected([correlation], configuration(topic({ name: 'all', rules: [correlation.id] })));
    const cases = readCorrelationCases(readFileSync(join(FOLDER, file.replace(/\.yml$/, '.cases.yml')), 'utf8'));
    const told = cases.flatMap(({ events }) => {
      const expected = new ExpectedCorrelations(correlating);
      for (const event of events) expected.add(event);
      return expected.matches().map((match) => ({ match, events }));
    });
    expect(told.length).toBeGreaterThan(0);
    for (const { match, events } of told) {
      const message =
        'due' in match ? renderCorrelation(match, events) : alertsOf([match.match]).map((each) => renderAlert(each))[0];
      if (message === undefined) throw new Error('expected a message');
      expectValid(message, correlation.id);
    }
  },
);
