import fc from 'fast-check';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import type { Resource } from '../../../lib/core/resources/resource';
import { itemBytes } from '../../../lib/core/rows/dynamodb-limits';
import { wholeRow } from '../../../lib/core/rows/term-fields';
import { anyCharacter } from '../text/any-character';
import { auditEvent, instance, rowOf, termRowsTo } from './events';

/** What one write unit puts. */
const UNIT_BYTES = 1024;

const rowsOf = (overrides: Partial<AuditEvent>) => {
  const event = auditEvent(overrides);
  return termRowsTo(rowOf(event), event).map((row) => ({ row, event: wholeRow(row) }));
};
const rowOfTerm = (overrides: Partial<AuditEvent>, key: string) =>
  rowsOf(overrides).find(({ row }) => row.term === key)?.event;
const NODES = Array.from({ length: 50 }, (_, index) => instance(`i-${index.toString(16).padStart(17, '0')}`));

it('takes one write unit for each thing that a command to fifty instances is found by', () => {
  const rows = rowsOf({ eventName: 'SendCommand', resources: NODES });
  expect(rows.length).toBeGreaterThan(50);
  for (const { row } of rows) expect(itemBytes(row)).toBeLessThanOrEqual(UNIT_BYTES);
});

it('lists the resource that its term stands for, first, and the strongest others', () => {
  const resources: readonly Resource[] = [{ id: 'D', kind: 'document', relation: 'changes' }, ...NODES];
  const last = NODES.at(-1);
  const row = rowOfTerm({ resources }, `resource=${last?.id}`);
  const listed = row?.resources?.length ?? 0;
  expect(row?.resources).toEqual([last, ...resources.slice(0, 8)].slice(0, listed));
  expect(listed).toBeGreaterThan(4);
  expect(row?.marks).toEqual({ resourcesOmitted: 51 - listed });
});

it('leaves nothing out where all fits', () => {
  for (const { event: row } of rowsOf({ resources: NODES.slice(0, 2) })) {
    expect(row.resources).toHaveLength(2);
    expect(row).not.toHaveProperty('marks');
    expect(row).not.toHaveProperty('fieldsOmitted');
  }
});

it('names the fields that it has no room for, the longest first', () => {
  const [read] = rowsOf({ sourceIPAddress: 'u'.repeat(900) });
  expect(read?.event).toMatchObject({ fieldsOmitted: ['sourceIPAddress'], actor: 'alice' });
  expect(read?.event).not.toHaveProperty('sourceIPAddress');
});

it('is one write unit where it leaves out fields and resources, however long they are', () => {
  for (let length = 1; length < 400; length += 7) {
    const resources = Array.from({ length: 12 }, (_, index): Resource => {
      return { id: `${index}`.padEnd(1 + (length % 40), 'r'), kind: 'document', relation: 'uses' };
    });
    const rows = rowsOf({ resources, userAgent: 'u'.repeat(1000), actor: 'a'.repeat(length) });
    for (const { row } of rows) expect(itemBytes(row)).toBeLessThanOrEqual(UNIT_BYTES);
  }
});

it('is one write unit, and keeps its own resource, whatever a record says', () => {
  const text = fc.string({ unit: anyCharacter, maxLength: 3_000 });
  const resource = fc.record({
    id: text,
    kind: fc.constant('document' as const),
    relation: fc.constant('uses' as const),
  });
  fc.assert(
    fc.property(text, text, text, fc.array(resource, { maxLength: 20 }), fc.array(text), (...hostile) => {
      const [actor, userAgent, eventID, resources, mentions] = hostile;
      const rows = rowsOf({ actor, userAgent, eventID, userIdentityArn: `arn:${actor}`, resources, mentions });
      for (const { row } of rows) expect(itemBytes(row)).toBeLessThanOrEqual(UNIT_BYTES);
    }),
    { numRuns: 50 },
  );
});
