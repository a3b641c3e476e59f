const DAY_MS = 24 * 60 * 60 * 1000;

/** The days that a range of times touches, both ends inclusive, as the folders of a bucket have them: `YYYY/MM/DD`. */
export function dayFolders(from: string, to: string): readonly string[] {
  const first = Math.floor(Date.parse(from) / DAY_MS);
  const last = Math.floor(Date.parse(to) / DAY_MS);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    new Date((first + index) * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length).replaceAll('-', '/'),
  );
}
