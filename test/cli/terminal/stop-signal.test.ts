import { StopSignal } from '../../../lib/cli/terminal/stop-signal';

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('makes a deadline of %s, an abort, and its exit code', (signal, exitCode) => {
  const stop = new StopSignal();
  expect([stop.remainingMs(), stop.exitCode, stop.abort.aborted]).toEqual([Number.POSITIVE_INFINITY, undefined, false]);
  process.emit(signal, signal);
  expect(stop.remainingMs()).toBeLessThan(20_000);
  expect(stop.remainingMs()).toBeGreaterThan(3_000);
  expect([stop.exitCode, stop.abort.aborted]).toEqual([exitCode, true]);
});

it('leaves a second signal, and all when it is told to ignore them, to the system', () => {
  const before = process.listenerCount('SIGINT');
  const stop = new StopSignal();
  expect(process.listenerCount('SIGINT')).toBe(before + 1);
  process.emit('SIGTERM', 'SIGTERM');
  expect(process.listenerCount('SIGINT')).toBe(before);
  new StopSignal().ignore();
  expect([process.listenerCount('SIGINT'), stop.exitCode]).toEqual([before, 143]);
});
