/**
 * One of how many like cases is tried, such as pages in each theme and width. A change has a share of them tried, so that it
 * lands within minutes; `npm run test:ui`, and with it each night, tries all.
 */
const SHARE = Number(process.env['UI_TESTS_SHARE'] ?? 1);

/** Whether the case of this number is tried. */
export function isTried(index: number): boolean {
  return index % SHARE === 0;
}
