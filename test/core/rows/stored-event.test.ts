import { quarantineKey } from '../../../lib/core/rows/event-keys';
import { quarantineRow } from '../../../lib/core/rows/event-row';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { wholeRow } from '../../../lib/core/rows/term-fields';
import { auditEvent, rowContext, rowOf, termRowsOf } from './events';

const SPREAD = new Map([['StartSession', 1000]]);

it('is the same event from a row and from its terms', () => {
  const event = auditEvent({ agent: true });
  const [term] = termRowsOf(event, SPREAD);
  const fromTerm = storedEvent(wholeRow(term ?? {}));
  expect(fromTerm).toEqual(storedEvent(rowOf(event, { secret: 1 }, {}, SPREAD)));
});

it('shows whole values, the reference to the row, and nothing that serves the table alone', () => {
  const shown = storedEvent(rowOf(auditEvent({ related: true }), { secret: 1 }, { expiresAt: 5 }, SPREAD));
  expect(shown).toMatchObject({
    ref: expect.stringMatching(/^StartSession#\d+\/2024-05-01T12:00:00Z#/),
    eventName: 'StartSession',
    eventTime: '2024-05-01T12:00:00Z',
    related: true,
    origin: 'delivery',
  });
  for (const name of [
    'record',
    'marks',
    'expiresAt',
    'recordIndex',
    'recordSha256',
    'eventTimeId',
    'agent',
    'conflict',
  ]) {
    expect(shown).not.toHaveProperty(name);
  }
});

it('shows a quarantined record by its reason, under no made-up name or time', () => {
  const row = quarantineRow(quarantineKey('1970-01-01T00:00:00Z', 'ab'), 'no eventTime', {}, rowContext());
  expect(storedEvent(row)).toEqual({
    ref: '_quarantine/1970-01-01T00:00:00Z#ab',
    origin: 'delivery',
    logFile: row.logFile,
    quarantineReason: 'no eventTime',
  });
});
