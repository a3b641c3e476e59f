/** The changelog has no section for a version, or nothing in it. */
export class NoChangelogSectionError extends Error {
  constructor(readonly version: string) {
    super(`CHANGELOG.md has nothing under "## ${version}": expected what the release changes for its users`);
    this.name = 'NoChangelogSectionError';
  }
}

/** What a changelog says under the heading of a version, which may have a date behind it; `NoChangelogSectionError` for none. */
export function changelogSection(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((each) => each.split(/[\s-]/, 1)[0] === version || each.startsWith(`[${version}]`));
  const text = section?.slice(section.indexOf('\n')).trim() ?? '';
  if (text === '') throw new NoChangelogSectionError(version);
  return text;
}
