/** What a person is told of elements of `Records` that are no objects: how many, and the place of the first, from 0. */
export function malformedRemark(count: number, first: number): string {
  return `${count} of its records ${count === 1 ? 'is no object and is' : 'are no objects and are'} left out, the first at index ${first}`;
}
