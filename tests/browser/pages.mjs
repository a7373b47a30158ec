// Which pages of a site stand for the others. A type is known by what its page shows, not by its
// address, so that the tests outlive a renamed publication.
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Every page of a built site: its address, language, text. */
export async function readPages(root) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const html = await readFile(file, 'utf8');
      return {
        address: `/${relative(root, file).split(sep).join('/')}`.replace(/\/index\.html$/, '/'),
        lang: /<html lang="([^"]+)"/.exec(html)?.[1],
        body: /<body class="page-([^"]+)"/.exec(html)?.[1],
        redirect: html.includes('<meta http-equiv="refresh"'),
        html,
      };
    }),
  );
}

const publication = (page) => page.body === 'publication';
const listing = (page) => page.body === 'listing';
const archive = /class="archives".*?<a href="[^"]*" aria-current="page"/s;
const corrected = /class="boxes">(?:(?!class="side").)*box-caution/s;

/** Page types that a site has in every language. */
const TYPES = {
  home: (page) => page.body === 'home',
  list: (page) => listing(page) && page.html.includes('class="archives"') && !archive.test(page.html),
  archive: (page) => listing(page) && archive.test(page.html),
  index: (page) => page.body === 'catalogue',
  'index topic': (page) => listing(page) && /\/(temi|topics)\//.test(page.address) && page.html.includes('class="details"'),
  topic: (page, site) => listing(page) && site.topics.has(page.address),
  series: (page, site) =>
    listing(page) && !site.topics.has(page.address) && !page.html.includes('class="archives"'),
  news: (page) => publication(page) && page.html.includes('"@type":"NewsArticle"') && cover(page),
  guideline: (page) => publication(page) && cite(page) && !page.html.includes('class="fact-year"'),
  'incident-report': (page) => publication(page) && page.html.includes('class="fact-year"'),
  page: (page) => publication(page) && !page.html.includes('<p class="kind"'),
  policy: (page) => publication(page) && page.html.includes('class="members"'),
  accessibility: (page) => publication(page) && /<h1[^>]*>[^<]*accessibilit/i.test(page.html),
  correction: (page) => publication(page) && corrected.test(page.html),
  superseded: (page) => publication(page) && page.html.includes('badge status-superseded'),
  attachments: (page) => publication(page) && page.html.includes('class="attachments"'),
  table: (page) => publication(page) && page.html.includes('<table'),
  code: (page) => publication(page) && page.html.includes('<pre'),
  footnotes: (page) => publication(page) && page.html.includes('class="footnotes"'),
  glossary: (page) => page.body === 'glossary',
  search: (page) => page.body === 'search',
  'not-found': (page) => page.body === 'not-found',
  redirect: (page) => page.body === 'redirect',
};

/** Page types that a site has once. */
const ONCE = {
  chooser: (page) => page.body === 'chooser',
  'foreign-in-list': (page) => listing(page) && foreign(page),
  'foreign-publication': (page) => publication(page) && languagesOf(page).length === 1,
};

const cite = (page) => page.html.includes('id="_cite"');
const cover = (page) => page.html.includes('class="figure cover"');
const foreign = (page) => /class="entry-title"><a [^>]*hreflang=/.test(page.html);

/** The languages that a page exists in, by its alternates. */
export function languagesOf(page) {
  return [...page.html.matchAll(/<link rel="alternate" hreflang="([^"]+)"/g)]
    .map((match) => match[1])
    .filter((lang) => lang !== 'x-default');
}

/**
 * One page of every type in every language: `[{ name, page }]`, a page under the first type that
 * chose it. A type without a page comes back with none.
 */
export function choose(pages, languages) {
  const site = { topics: topics(pages) };
  const chosen = [];
  const add = (name, find) => {
    const candidates = pages.filter((page) => find(page, site));
    const fresh = candidates.find((page) => !chosen.some((other) => other.page === page));
    chosen.push({ name, page: fresh ?? candidates[0] });
  };
  for (const [type, find] of Object.entries(ONCE)) add(type, find);
  for (const [type, find] of Object.entries(TYPES)) {
    for (const lang of languages) add(`${type} ${lang}`, (page, s) => page.lang === lang && find(page, s));
  }
  return chosen;
}

/** The addresses of topic pages, which home pages list. */
function topics(pages) {
  const lists = pages
    .filter((page) => page.body === 'home')
    .flatMap((page) => /<ul class="topics">.*?<\/ul>/s.exec(page.html) ?? []);
  return new Set(lists.flatMap((list) => [...list.matchAll(/<a href="([^"]+)"/g)].map((m) => m[1])));
}
