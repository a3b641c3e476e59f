import { ChosenTable } from '../../../lib/cli/event-table/chosen-table';
import { ALL_COLUMNS, type ChosenColumn } from '../../../lib/cli/event-table/table-flags';
import { localClock, UTC } from '../../../lib/cli/render/clock';
import { displayWidth } from '../../../lib/cli/render/display-width';
import { isUnsafe } from '../../../lib/core/text/safe-text';
import { foundEvent, hostileEvent } from '../found-events';

function table(
  columns: readonly ChosenColumn[],
  { isWide = false, width = 80, asked = [] as string[], clock = UTC } = {},
) {
  return new ChosenTable({
    screen: { width, colour: false },
    clock,
    asked,
    refsBy: 'handle',
    withRecord: false,
    columns,
    isWide,
  });
}

function linesOf(text: string): readonly string[] {
  return text.trimEnd().split('\n');
}

it('has the columns that were chosen, in their order', () => {
  expect(linesOf(table(['eventTime', 'actor', 'readOnly', 'ref']).page([foundEvent()]))).toEqual([
    'eventTime             actor  readOnly  ref',
    '2024-05-01T12:00:00Z  alice  false     11111111',
  ]);
});

it('fits the width: the widest columns give way first, the reference and what was asked for never', () => {
  const asked = `/${'a'.repeat(40)}`;
  const event = foundEvent({
    userAgent: 'x'.repeat(300),
    resources: [{ id: asked, kind: 'parameter', relation: 'target' }],
  });
  const lines = linesOf(table(['userAgent', 'resources', 'actor', 'ref'], { asked: [asked] }).page([event]));
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  expect(lines[1]).toContain(`${asked}  alice  11111111`);
});

it('says that columns do not fit, and cuts nothing with --wide', () => {
  expect(() => table(ALL_COLUMNS).page([foundEvent()])).toThrow('do not fit into 80 terminal cells');
  const userAgent = 'x'.repeat(90);
  const [titles, row] = linesOf(table(ALL_COLUMNS, { isWide: true }).page([foundEvent({ userAgent })]));
  expect(titles?.split(/ +/)).toEqual(ALL_COLUMNS);
  expect(row).toContain(userAgent);
  expect(row).toContain('s3://logs/AWSLogs/111122223333/CloudTrail/a.json.gz');
});

it('repeats its titles only for a page that needs other widths', () => {
  const pages = table(['actor', 'ref']);
  expect(linesOf(pages.page([foundEvent()]))).toHaveLength(2);
  expect(linesOf(pages.page([foundEvent()]))).toHaveLength(1);
  expect(linesOf(pages.page([foundEvent({ actor: 'somebody with a longer name' })]))).toHaveLength(3);
});

it('has times of a zone with their offset, and is safe for a terminal', () => {
  const text = table(['eventTime', 'actor'], { clock: localClock('Asia/Kolkata') }).page([
    foundEvent(),
    hostileEvent(),
  ]);
  expect(text).toContain('2024-05-01T17:30:00+05:30  alice');
  expect(isUnsafe(text.replaceAll('\n', ''))).toBe(false);
});
