import { clearProgress, muteProgress, showProgress } from '../../../lib/cli/terminal/progress-line';

const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
const { isTTY, columns } = process.stderr;

beforeAll(() => {
  jest.useFakeTimers();
});
afterAll(() => {
  jest.useRealTimers();
});

beforeEach(() => {
  Object.assign(process.stderr, { isTTY: true, columns: 20 });
  clearProgress();
  written.mockClear();
});
afterEach(() => {
  Object.assign(process.stderr, { isTTY, columns });
});

const texts = () => written.mock.calls.map(([text]) => text);

it('is shown after a silent second, at most five times a second, and no wider than the terminal', () => {
  showProgress(() => 'early');
  jest.advanceTimersByTime(1_000);
  showProgress(() => 'x'.repeat(30));
  showProgress(() => 'too soon');
  jest.advanceTimersByTime(200);
  showProgress(() => 'later');
  expect(texts()).toEqual([`\r\u001b[K${'x'.repeat(19)}`, '\r\u001b[Klater']);
});

it('is cleared once, and comes again after a silent second', () => {
  jest.advanceTimersByTime(1_000);
  showProgress(() => 'shown');
  clearProgress();
  clearProgress();
  jest.advanceTimersByTime(900);
  showProgress(() => 'early');
  expect(texts()).toEqual(['\r\u001b[Kshown', '\r\u001b[K']);
});

it('lets no control character of a store through', () => {
  jest.advanceTimersByTime(1_000);
  showProgress(() => 'a\u001b[2J\n');
  expect(texts()).toEqual(['\r\u001b[Ka·[2J·']);
});

it('is nothing where stderr is no terminal', () => {
  Object.assign(process.stderr, { isTTY: false });
  jest.advanceTimersByTime(1_000);
  showProgress(() => 'never');
  expect(texts()).toEqual([]);
});

it('is nothing while another program has the terminal', () => {
  jest.advanceTimersByTime(1_000);
  muteProgress();
  jest.advanceTimersByTime(2_000);
  showProgress(() => 'never');
  expect(texts()).toEqual([]);
});
