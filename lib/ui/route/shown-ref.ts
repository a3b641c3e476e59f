/** A reference to an event for people: its name and its time. An ID stays as it is. */
export function shownRef(ref: string): string {
  const [, name, time] = /^([^/]+)\/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z#/.exec(ref) ?? [];
  return name === undefined || time === undefined ? ref : `${name}, ${time.replace('T', ' ')}`;
}
