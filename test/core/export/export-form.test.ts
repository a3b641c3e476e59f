import { fieldNames } from '../../../lib/contract/event-fields';
import { EXPORT_SCHEMAS } from '../../../lib/contract/export';
import { exportColumns, rowMaker } from '../../../lib/core/export/export-form';
import { isList, isPlain, type Shape } from '../../../lib/core/export/shape';
import { ocsfEventOf } from '../../../lib/core/ocsf/ocsf-event-of';
import { sampleDeliveries } from '../../../samples/sample-deliveries';
import { foundEvent } from '../../cli/found-events';

const RECORD =
  '{"eventVersion":"1.08","requestParameters":{"name":"/a"},"responseElements":{"version":12345678901234567890}}';

describe('the row of an event', () => {
  it('has each field that query prints, what proves it, and the record only if it is asked for', () => {
    const found = { ...foundEvent({}, RECORD), evidence: { recordIndex: 4, recordSha256: 'ab' } };
    const row = rowMaker('event', false)(found);
    expect(row).toMatchObject({ ref: found.event.ref, recordIndex: 4, recordSha256: 'ab' });
    expect(
      Object.keys(row ?? {})
        .filter((name) => name !== 'recordIndex' && name !== 'recordSha256')
        .sort(),
    ).toEqual(Object.keys(found.event).sort());
    expect(row).not.toHaveProperty('record');
    expect(rowMaker('event', true)(found)).toMatchObject({ record: RECORD, maskedPaths: ['a.b'] });
    expect(Object.keys(exportColumns('event', true))).toEqual(
      expect.arrayContaining(fieldNames().filter((name) => name !== 'recordIndex')),
    );
  });

  it('has every member of the OCSF form: none is lost for want of a column', () => {
    const columns: Shape = { members: exportColumns('ocsf', false) };
    for (const { records } of sampleDeliveries())
      for (const record of records) {
        const { event } = foundEvent();
        const made = ocsfEventOf(event, record, {});
        expect(lostPaths(columns, made, '')).toEqual([]);
      }
  });

  it('is none in OCSF for a record without a name', () => {
    expect(rowMaker('ocsf', false)({ event: { ref: 'r', eventTime: '2018-03-06T20:30:12Z' } })).toBeUndefined();
  });

  it.each(EXPORT_SCHEMAS)('has data of requests in %s as text', (schema) => {
    const text = JSON.stringify(rowMaker(schema, true)(foundEvent({}, RECORD)));
    expect(text).toContain('12345678901234567890');
  });
});

/** The paths of a value that its shape has no place for. */
function lostPaths(shape: Shape, value: unknown, path: string): readonly string[] {
  if (isPlain(shape) || typeof value !== 'object' || value === null) return [];
  if (isList(shape)) return (value as readonly unknown[]).flatMap((item) => lostPaths(shape.items, item, path));
  return Object.entries(value).flatMap(([name, member]) => {
    const inner = shape.members[name];
    return inner === undefined ? [`${path}.${name}`] : lostPaths(inner, member, `${path}.${name}`);
  });
}
