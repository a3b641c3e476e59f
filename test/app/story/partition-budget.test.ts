import { PartitionBudget } from '../../../lib/app/story/partition-budget';
import { planned } from '../../../lib/core/query/planned-query';

const principal = (name: string) => planned({ principals: [`arn:aws:iam::111122223333:user/${name}`] });

it('admits questions while their partitions are not too many, and counts those that it refuses', () => {
  const budget = new PartitionBudget(false, 2);
  expect(budget.admits(principal('a'))).toBe(true);
  expect(budget.admits(principal('b'))).toBe(true);
  expect(budget.admits(principal('c'))).toBe(false);
  expect(budget.refused).toBe(1);
});

it('counts a partition once', () => {
  const budget = new PartitionBudget(false, 1);
  expect(budget.admits(principal('a'))).toBe(true);
  expect(budget.admits(principal('a'))).toBe(true);
});

it('counts partitions of older index versions only while there are such rows', () => {
  const question = planned({ resources: ['/prod/db/password'] });
  const count = (hasOlder: boolean) => {
    for (let most = 0; ; most += 1) if (new PartitionBudget(hasOlder, most).admits(question)) return most;
  };
  expect(count(true)).toBeGreaterThanOrEqual(count(false));
  expect(count(false)).toBeLessThanOrEqual(40);
});
