import type { Page } from 'playwright-core';

/** What text of a log may have made of a page: markup, characters that a browser obeys, links to elsewhere. A line each. */
export async function harmOn(page: Page): Promise<readonly string[]> {
  return [...(await markupOn(page)), ...(await obeyedTextsOn(page))];
}

/** Elements and attributes that the page has none of, and links that lead elsewhere. */
function markupOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const made = 'script:not([src]), img, iframe, object, embed, style, base, meta[http-equiv], form[action], [srcdoc]';
    const elements = [...document.querySelectorAll('*')];
    const handlers = elements.flatMap(({ attributes }) => [...attributes].filter(({ name }) => name.startsWith('on')));
    const links = [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? '');
    return [
      ...[...document.querySelectorAll(made)].map(({ outerHTML }) => `made: ${outerHTML.slice(0, 200)}`),
      ...handlers.map(({ name, value }) => `handler: ${name}=${value}`),
      ...links.filter((href) => new URL(href, location.href).origin !== location.origin).map((href) => `link: ${href}`),
    ];
  });
}

/** Texts that are shown or read out with a character that a browser obeys, in place of showing it. */
function obeyedTextsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const obeyed = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Cs}]/u;
    const texts = [document.title];
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node.nodeValue ?? '');
    for (const name of ['title', 'aria-label', 'placeholder', 'alt'])
      for (const element of document.querySelectorAll(`[${name}]`)) texts.push(element.getAttribute(name) ?? '');
    return texts.filter((text) => obeyed.test(text)).map((text) => `text: ${JSON.stringify(text.slice(0, 200))}`);
  });
}
