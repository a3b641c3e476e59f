import type { ReconciliationState, UnfinishedPass } from '../../../lib/app/ports/progress/reconciliation-states';
import { believedPass } from '../../../lib/app/reconcile/believed-pass';
import { NOTHING } from '../../../lib/app/reconcile/pass-progress';
import { deliveredKey } from '../../delivered-key';

const NOW = new Date('2026-03-10T12:20:00.000Z');
const BEGAN = '2026-03-10T12:05:00.000Z';
const LAST = { since: '2026-03-07T10:05:00Z', until: '2026-03-10T11:05:00.000Z', counts: NOTHING, unlisted: 0 };
const key = (accountId: string, region: string, at = '2026-03-09T09:00:00Z') =>
  deliveredKey({ accountId, region, at: new Date(at) });

const PASS: UnfinishedPass = {
  since: '2026-03-07T11:05:00Z',
  until: BEGAN,
  counts: { ...NOTHING, received: 4 },
  unlisted: 0,
  begun: '222222222222/us-east-1',
  open: [
    { id: '111111111111/eu-west-1', after: key('111111111111', 'eu-west-1'), hasFiles: true },
    { id: '222222222222/', hasFiles: false },
  ],
  accounts: 3,
  accountsBegun: 2,
};

const state = (pass: Partial<UnfinishedPass>, more: Partial<ReconciliationState> = {}): ReconciliationState => ({
  window: 'recent',
  revision: 7,
  last: { ...LAST, finishedAt: '2026-03-10T11:10:00.000Z' },
  pass: { ...PASS, ...pass },
  ...more,
});

const believed = (stored: ReconciliationState | undefined) => believedPass('recent', stored, NOW);

it('goes on with a pass as this program begins it', () => {
  expect(believed(state({}))).toEqual(PASS);
  const { last: _, ...first } = state({ since: '2026-03-07T12:05:00Z' });
  expect(believed(first)).toMatchObject({ until: BEGAN });
  expect(believed(undefined)).toBeUndefined();
});

it('goes on behind a log file whose name tells nothing', () => {
  const open = [{ id: '111111111111/eu-west-1', after: 'AWSLogs/odd.json.gz', hasFiles: true }];
  expect(believed(state({ open }))).toMatchObject({ open });
});

it.each<[string, Partial<UnfinishedPass>]>([
  ['begins later than the pass before it leaves off', { since: '2026-03-10T12:00:00Z' }],
  ['begins earlier', { since: '2026-03-01T00:00:00Z' }],
  ['has not begun', { until: '2026-03-10T12:21:00.000Z' }],
  ['began when none was due', { until: '2026-03-10T11:30:00.000Z' }],
  ['began at no time', { until: '2026-03-10' }],
  ['has parts open that come behind all that are begun', { begun: '111111111111/af-south-1' }],
  [
    'has one part twice',
    { open: [PASS.open[1] ?? { id: '', hasFiles: false }, { id: '222222222222/', hasFiles: true }] },
  ],
  [
    'has more parts open than are compared at once',
    { open: Array.from({ length: 13 }, (_, index) => ({ id: `1${index}/`, hasFiles: false })) },
  ],
  [
    'is behind a log file of another region',
    { open: [{ id: '111111111111/eu-west-1', after: key('111111111111', 'us-east-1'), hasFiles: true }] },
  ],
  [
    'is behind a log file of another time',
    {
      open: [
        {
          id: '111111111111/eu-west-1',
          after: key('111111111111', 'eu-west-1', '2027-01-01T00:00:00Z'),
          hasFiles: true,
        },
      ],
    },
  ],
  ['has found less than nothing', { counts: { ...NOTHING, missing: -1 } }],
])('does not believe one that %s', (_, pass) => {
  expect(believed(state(pass))).toBeUndefined();
});
