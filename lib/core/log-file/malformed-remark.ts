/** What a person is told of elements of `Records` that are no objects: how many, and the place of the first, from 0. */
export function malformedRemark(count: number, first: number): string {
  return `${count} of its records ${count === 1 ? 'is not an object and is' : 'are not objects and are'} left out, the first at index ${first}`;
}
