import { displayWidth } from '../../../lib/cli/render/display-width';
import { renderStoryTable } from '../../../lib/cli/story/render-story-table';
import { isUnsafe } from '../../../lib/core/text/safe-text';
import { HOSTILE, viewOf, viewRow } from './views';

const WIDTHS = [80, 100, 120, 200];

it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 60), text]))(
  'keeps %s inert, and each line within the terminal',
  (_, text) => {
    for (const width of WIDTHS) {
      const lines = renderStoryTable(viewOf(text), { width, colour: false }).trimEnd().split('\n');
      expect(lines.filter((line) => isUnsafe(line))).toEqual([]);
      expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
    }
  },
);

it('sets rows in columns, a decryption under its read, and what was refused with its reason', () => {
  const rows = [
    viewRow({ eventName: 'GetParametersByPath', what: ['/prod'] }),
    viewRow({ eventName: 'Decrypt', isUnder: true, what: ['/prod/db'] }),
    viewRow({ isRefused: true, outcome: 'denied (AccessDeniedException)', shortOutcome: 'AccessDeniedException' }),
    viewRow({ mark: '~', by: 'i-0fedcba9876543210', what: [] }),
  ];
  const view = {
    ...viewOf('x'),
    facts: [],
    sections: [],
    legend: [],
    days: [{ day: '2024-05-01', zone: 'UTC', rows }],
  };
  expect(renderStoryTable(view, { width: 80, colour: false }).split('\n').slice(1)).toEqual([
    '',
    '2024-05-01 (UTC)',
    '12:00:00    GetParametersByPath  /prod                                  0a1b2c3d',
    '12:00:00  └ Decrypt              /prod/db                               0a1b2c3d',
    '12:00:00    StartSession         AccessDeniedException: i-01234…bcdef0  0a1b2c3d',
    '12:00:00  ~ StartSession         by i-0fedcba9876543210                 0a1b2c3d',
    '',
  ]);
});

it('says of equal calls in a row how often and until when', () => {
  const times = ['12:00:00', '12:00:07', '12:01:00', '12:03:09'];
  const rows = times.map((time) => viewRow({ time, eventName: 'DescribeInstanceInformation', what: [] }));
  const read = times.map((time) => viewRow({ time, eventName: 'GetParameter', what: [`/prod/${'p'.repeat(80)}`] }));
  const view = {
    ...viewOf('x'),
    facts: [],
    sections: [],
    legend: [],
    days: [{ day: '2024-05-01', zone: 'UTC', rows: [...rows, ...read] }],
  };
  expect(renderStoryTable(view, { width: 80, colour: false }).split('\n').slice(3, -1)).toEqual([
    '12:00:00    DescribeInstanceInformation  ×4, to 12:03:09                0a1b2c3d',
    '12:00:00    GetParameter                 /prod/…pppppp ×4, to 12:03:09  0a1b2c3d',
  ]);
});

it('keeps a reference whole where there is no handle, and lets the rest give way', () => {
  const ref = 'UpdateInstanceInformation/2026-03-03T02:14:31Z#1c0a81fc-41d1-42e9-a032';
  const view = { ...viewOf('x'), days: [{ day: '2024-05-01', zone: 'UTC', rows: [viewRow({ ref })] }] };
  expect(renderStoryTable(view, { width: 80, colour: false })).toContain(ref);
});

it('paints what was refused, and never says it by colour alone', () => {
  const view = {
    ...viewOf('x'),
    days: [
      {
        day: '2024-05-01',
        zone: 'UTC',
        rows: [viewRow({ isRefused: true, outcome: 'denied', shortOutcome: 'denied' })],
      },
    ],
  };
  const [plain, coloured] = [false, true].map((colour) => renderStoryTable(view, { width: 80, colour }));
  expect(plain).toContain('denied');
  expect(coloured).toContain('\u001b[31m12:00:00');
});

describe('a list of things that is longer than a screen', () => {
  const lines = Array.from({ length: 300 }, (_, index) => `i-${index}  StartSession, 2024-05-01T12:00:00Z`);
  const shown = (rows: number | undefined, isList: boolean) => {
    const sections = [{ title: 'machines reached', lines, ...(isList && { isList: true as const }) }];
    const text = renderStoryTable({ ...viewOf('x'), sections }, { width: 80, colour: false, rows });
    return text.slice(text.indexOf('machines reached')).trimEnd().split('\n').slice(1);
  };

  it.each([
    [undefined, 20],
    [24, 20],
    [60, 56],
    [5, 8],
  ])('is folded to a screen of %p lines, with a count and what has all', (rows, kept) => {
    expect(shown(rows, true)).toEqual([
      ...lines.slice(0, kept).map((line) => `  ${line}`),
      `  … ${300 - kept} more: --output json, md and html have all`,
    ]);
  });

  it('is the only thing that is folded', () => {
    expect(shown(24, false)).toHaveLength(300);
  });
});

it('says how many commands are left out', () => {
  const view = { ...viewOf('x'), pivots: ['ssm-audit query --no-agent'], pivotsLeftOut: 7 };
  expect(renderStoryTable(view, { width: 80, colour: false })).toMatch(
    /next questions\n {2}ssm-audit query --no-agent\n {2}… 7 more: --output json, md and html have all\n$/,
  );
});
