import {
  DAYS_A_MONTH,
  DYNAMODB_PRICES,
  infrequentAccessBreakEvenDays,
  type TableClass,
  tableClassFor,
} from '../../lib/contract/dynamodb-prices';

const { writeUnit, infrequentAccessUnits, storage } = DYNAMODB_PRICES;

/** What a million units cost that each store 900 bytes for so many days. */
function cost(tableClass: TableClass, days: number): number {
  const unit = writeUnit * (tableClass === 'STANDARD' ? 1 : infrequentAccessUnits);
  return 1e6 * unit + 0.9 * storage[tableClass] * (days / DAYS_A_MONTH);
}

it('breaks even after five weeks', () => expect(infrequentAccessBreakEvenDays()).toBe(36));

it.each([1, 7, 30, 35, 36, 90, 400, 3_650])('chooses for %d days the class that costs less', (days) => {
  const chosen = tableClassFor(days);
  const other = chosen === 'STANDARD' ? 'STANDARD_INFREQUENT_ACCESS' : 'STANDARD';
  expect(cost(chosen, days)).toBeLessThan(cost(other, days));
});
