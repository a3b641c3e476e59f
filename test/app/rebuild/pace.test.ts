import { Pace } from '../../../lib/app/rebuild/pace';

it('lets no more puts begin in a time than it may', async () => {
  const pace = new Pace(1_000);
  const began = performance.now();
  await Promise.all(Array.from({ length: 101 }, () => pace.wait()));
  expect(performance.now() - began).toBeGreaterThanOrEqual(98);
});

it('does not make up for time in which nobody puts', async () => {
  const pace = new Pace(100);
  await pace.wait();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const began = performance.now();
  for (let put = 0; put < 3; put += 1) await pace.wait();
  expect(performance.now() - began).toBeGreaterThanOrEqual(18);
});
