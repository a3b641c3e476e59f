import fc from 'fast-check';
import { EVENTS_TABLE } from '../../../lib/contract/tables';
import { itemUnitBytes, UNIT_BYTES } from '../../../lib/core/rows/dynamodb-limits';
import type { EventRow } from '../../../lib/core/rows/event-row';
import { eventIdOf, isCutUserAgent, wholeUserAgent } from '../../../lib/core/rows/fitted-columns';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { wholeRow } from '../../../lib/core/rows/term-fields';
import { auditEvent, nested, rowOf, termRowsTo } from './events';

const ROLE = `AWSReservedSSO_${'Administrator'.repeat(2)}_0123456789abcdef`;
const LOG_FILE = `s3://${'b'.repeat(37)}/AWSLogs/o-exampleorgid/111122223333/CloudTrail/eu-central-1/2026/03/03/111122223333_CloudTrail_eu-central-1_20260303T0740Z_2AWcPKsRhBHI6Z9o.json.gz`;
const AGENT = `aws-cli/2.31.9 ${'md/prompt#off '.repeat(20)}`;

/** The row of a person's call with names of ordinary length. */
function row(userAgent: string, beside: object = {}, name = 'ana.lopez@example.com'): EventRow {
  const event = auditEvent({
    userIdentityArn: `arn:aws:sts::111122223333:assumed-role/${ROLE}/${name}`,
    roleArn: `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/${ROLE}`,
    actor: name,
    userAgent,
  });
  return rowOf(
    event,
    { eventName: event.eventName, userAgent, ...beside },
    { logFile: LOG_FILE, expiresAt: 1_800_000_000 },
  );
}

function units(stored: EventRow): readonly [table: number, index: number] {
  const [{ projected, partitionKey, sortKey }] = EVENTS_TABLE.indexes;
  const names: readonly string[] = [EVENTS_TABLE.partitionKey, partitionKey, sortKey, ...projected];
  const indexed = Object.fromEntries(Object.entries(stored).filter(([name]) => names.includes(name)));
  return [Math.ceil(itemUnitBytes(stored) / UNIT_BYTES), Math.ceil(itemUnitBytes(indexed) / UNIT_BYTES)];
}

it('keeps a short user agent, and the ID', () => {
  expect(row('Boto3/1.40')).toMatchObject({ userAgent: 'Boto3/1.40', eventID: expect.any(String) });
});

it('cuts a long one where the index would take a second unit, and tells it whole with the record', () => {
  const stored = row(AGENT);
  expect(units(stored)[1]).toBe(1);
  expect(stored.userAgent).toMatch(/^aws-cli\/2\.31\.9 .*…$/s);
  expect(storedEvent(stored)).toMatchObject({ userAgent: AGENT });
  const { record: _, ...listed } = stored;
  expect(storedEvent(listed).userAgent).toBe(stored.userAgent);
});

it('leaves out the ID that the key repeats where that is needed too, and tells it all the same', () => {
  const stored = row(AGENT, {}, `ana.${'long-name'.repeat(6)}@example.com`);
  expect(units(stored)[1]).toBe(1);
  expect(stored).not.toHaveProperty('eventID');
  const event = auditEvent();
  expect(storedEvent(stored).eventID).toBe(event.eventID);
  for (const term of termRowsTo(stored, event)) expect(storedEvent(wholeRow(term)).eventID).toBe(event.eventID);
});

it('keeps all where a second unit is needed anyway', () => {
  expect(row('Boto3/1.40.61 md/Botocore', {}, 'n'.repeat(300))).toMatchObject({
    userAgent: 'Boto3/1.40.61 md/Botocore',
    eventID: expect.any(String),
  });
});

it('keeps all beside a packed record, whose size is not the same everywhere', () => {
  expect(row(AGENT, { deep: nested(40) })).toMatchObject({ userAgent: AGENT, eventID: expect.any(String) });
});

it('does not depend on the file that the record came in', () => {
  const event = auditEvent({ userAgent: AGENT, userIdentityArn: 'x'.repeat(400) });
  const made = ['s3://a/b', `s3://${'c'.repeat(300)}/d`].map((logFile) =>
    rowOf(event, { userAgent: AGENT }, { logFile }),
  );
  expect(made[0]?.userAgent).toBe(made[1]?.userAgent);
  expect(made[0]?.eventID).toBe(made[1]?.eventID);
});

it('tells what a caller wrote, however it ends', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 600 }),
      fc.constantFrom('', '…'),
      fc.nat(300),
      (text, end, pad) => {
        const userAgent = `${text}${end}`.toWellFormed() || 'x';
        const stored = row(userAgent, { pad: 'p'.repeat(pad) });
        expect(wholeUserAgent(stored)).toBe(userAgent);
        expect(isCutUserAgent(stored.userAgent)).toBe(stored.userAgent !== userAgent || userAgent.endsWith('…'));
        expect(eventIdOf(stored)).toBe(auditEvent().eventID);
        expect(units(stored)[1]).toBe(1);
      },
    ),
  );
});
