import { displayWidth } from '../../../lib/cli/render/display-width';
import { eventColumn, fittedStoryRow } from '../../../lib/cli/story/fitted-story-row';
import { viewRow } from './views';

const line = (row: ReturnType<typeof viewRow>, width = 80, run = { count: 1, last: row.time }) =>
  fittedStoryRow({ row, ...run }, width, eventColumn([row]));

it('has the code of an error whole in 80 columns, and the name of the call gives way', () => {
  const row = viewRow({
    eventName: 'DescribeInstanceInformationOfManagedNodes',
    outcome: 'failed (InvalidInstanceInformationFilterValue)',
    shortOutcome: 'InvalidInstanceInformationFilterValue',
    isRefused: true,
  });
  expect(line(row)).toBe('12:00:00    DescribeInstanceI…  InvalidInstanceInformationFilterValue:  0a1b2c3d');
  expect(displayWidth(line(row))).toBe(80);
});

it('has what the story was asked of whole, and first', () => {
  const session = 'somebody.with.a.name@example.com-0123456789abcdef0';
  const row = viewRow({ eventName: 'StartSession', what: [session, 'i-0123456789abcdef0'], asked: 1 });
  expect(line(row)).toContain(session);
  expect(line(viewRow({ ...row, asked: 0 }))).not.toContain(session);
  expect(line(row, 120)).toContain(`${session} i-0123456789abcdef0`);
});

it('cuts a path in its middle, because the end says as much as the beginning', () => {
  const row = viewRow({ eventName: 'PutParameter', what: ['/credentials/stratus-red-team/production/credentials-42'] });
  expect(line(row)).toMatch(
    / \/credentials\/stratu…duction\/credentials-42 {2}0a1b2c3d$|…\S*credentials-42 {2}0a1b2c3d$/,
  );
});

it('has the code whole also where equal calls are one line', () => {
  const row = viewRow({
    eventName: 'DescribeInstanceInformation',
    outcome: 'throttled (ThrottlingException)',
    shortOutcome: 'ThrottlingException',
    isRefused: true,
  });
  expect(line(row, 80, { count: 12, last: '12:07:09' })).toMatch(/ThrottlingException: .*×12, to 12:07:09 +0a1b2c3d$/);
});

it('shortens a reference only where it has no room', () => {
  const ref = 'UpdateInstanceInformation/2026-03-03T02:14:31Z#1c0a81fc-41d1-42e9-a032-0123456789ab';
  expect(line(viewRow({ ref }), 100)).toBe(`12:00:00  ${ref}`);
  const short = line(viewRow({ ref }));
  expect(displayWidth(short)).toBeLessThanOrEqual(80);
  expect(short).toMatch(/^12:00:00 {2}UpdateInstanceInformation\/\w+#1c0a81fc$/);
});
