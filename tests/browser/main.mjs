// Tests built sites in a real browser: node main.mjs SITE [SPECIMEN]
// Of SITE, a page of every type in every language is tested in full and every other page in brief;
// of SPECIMEN, which holds what SITE does not happen to need, every page, wide and light, narrow and dark.
import { resolve } from 'node:path';
import { launch } from './browser.mjs';
import { addresses } from './checks/addresses.mjs';
import { appearance, conditions } from './checks/appearance.mjs';
import { charts } from './checks/charts.mjs';
import { keyboard } from './checks/keyboard.mjs';
import { markup } from './checks/markup.mjs';
import { withoutScripts } from './checks/scripts.mjs';
import { search } from './checks/search.mjs';
import { weight } from './checks/weight.mjs';
import { choose, readPages } from './pages.mjs';
import { inParallel, Report } from './report.mjs';
import { serve } from './server.mjs';

const [site, specimen] = process.argv.slice(2);
if (!site) {
  console.error('usage: node main.mjs SITE [SPECIMEN]');
  process.exit(2);
}

const report = new Report();
const note = (text) => report.note(text);
const browser = await launch();

/** Runs one group of tests, and says how long it took. */
async function run(title, tests, width) {
  const start = performance.now();
  await inParallel(tests.map((test) => () => report.test(test.name, () => test.problems(note))), width);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${title}: ${tests.length} tests, ${seconds} s`);
}

/** The pages of a specimen; lists in its third and further languages tell nothing new. */
function telling(pages) {
  const lists = [...new Set(pages.filter((page) => page.body === 'listing').map((page) => page.lang))];
  const rich = lists.sort((a, b) => count(pages, b) - count(pages, a)).slice(0, 2);
  return pages
    .filter((page) => page.body !== 'listing' || rich.includes(page.lang))
    .map((page) => ({ name: page.body, page }));
}

const count = (pages, lang) => pages.filter((page) => page.lang === lang).length;

async function inBrowser(root, everything) {
  const pages = await readPages(root);
  const languages = [...new Set(pages.filter((page) => page.body === 'home').map((page) => page.lang))];
  const chosen = everything ? telling(pages) : choose(pages, languages);
  const present = chosen.filter(({ page }) => page);
  const variants = everything ? [['light', 1280], ['dark', 320]] : undefined;
  const server = await serve(root);
  const { origin } = server;

  const absent = chosen.filter(({ page }) => !page);
  await run('Page types', [{ name: 'page types', problems: () => absent.map(({ name }) => `no page of type ${name}`) }]);
  await run('Appearance', await appearance(browser, origin, present, variants));
  await run('Zoom, spacing, forced colours, print', await conditions(browser, origin, present));
  await run('Charts', await charts(browser, origin, pages));
  const walkable = present.filter(({ page }) => !page.redirect && page.body !== 'chooser');
  await run('Keyboard', await keyboard(browser, origin, walkable));
  // What the page of the search shows without a script is tested with the search.
  const unscripted = present.filter(({ page }) => page.body !== 'search');
  await run('Scripts off', await withoutScripts(browser, origin, unscripted));
  await run('Addresses', await addresses(browser, origin, pages, languages));
  if (!everything) {
    await run('Search', await search(browser, origin, pages));
    const rest = pages.filter((page) => !present.some((other) => other.page === page));
    const brief = await appearance(browser, origin, rest.map((page) => ({ name: page.body, page })), [['dark', 320]]);
    await run('Every other page', brief);
    await run('Weight', weight(root, pages, note));
  }
  server.close();
}

for (const [root, everything] of [[site, false], [specimen, true]]) {
  if (!root) continue;
  console.log(`\n${resolve(root)}`);
  await inBrowser(resolve(root), everything);
  await run('Nu checker', markup(resolve(root)), 1);
}
await browser.close();
console.log();
process.exit(report.close() ? 0 : 1);
