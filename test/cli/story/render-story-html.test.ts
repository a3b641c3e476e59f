import { renderStoryHtml } from '../../../lib/cli/story/render-story-html';
import { HOSTILE, viewOf } from './views';

const PLAIN = renderStoryHtml(viewOf('plain'));

it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 60), text]))(
  'has the same elements whatever a log says: %s',
  (_, text) => {
    const html = renderStoryHtml({ ...viewOf(text), pivots: [text] });
    const elements = (page: string) => page.match(/<[^>]*>/g);
    expect(elements(html)).toEqual(elements(renderStoryHtml({ ...viewOf('plain'), pivots: ['plain'] })));
    expect(html.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069\ufeff]/u);
  },
);

it('loads nothing, runs nothing, and leads nowhere', () => {
  expect(PLAIN).toContain(
    `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
  );
  expect(PLAIN).not.toMatch(/<(?:script|link|img|iframe|object|a|form|base)\b|\bon[a-z]+=|url\(|@import|href=|src=/i);
});

it('can be printed, and is one whole document', () => {
  expect(PLAIN).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(PLAIN).toMatch(/<\/html>\n$/);
  expect(PLAIN).toContain('@media print');
  expect(PLAIN).toContain('<meta charset="utf-8">');
});
