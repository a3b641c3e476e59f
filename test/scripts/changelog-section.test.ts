import { changelogSection, NoChangelogSectionError } from '../../scripts/changelog-section';

const CHANGELOG = `# Changelog

## Unreleased

### Added

- Something new.

## 1.10.0 - 2026-12-01

### Fixed

- Something old.

## 1.1.0

- The first.

## 1.0.0
`;

it('is what stands under the heading of a version, up to the next', () => {
  expect(changelogSection(CHANGELOG, 'Unreleased')).toBe('### Added\n\n- Something new.');
  expect(changelogSection(CHANGELOG, '1.10.0')).toBe('### Fixed\n\n- Something old.');
  expect(changelogSection(CHANGELOG, '1.1.0')).toBe('- The first.');
});

it('is refused where a version has none, or an empty one', () => {
  for (const version of ['1.1', '2.0.0', '1.0.0']) {
    expect(() => changelogSection(CHANGELOG, version)).toThrow(NoChangelogSectionError);
  }
});
