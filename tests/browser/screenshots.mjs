// Pictures to be looked at: node screenshots.mjs FOLDER SITE [SPECIMEN]
// Every page type of SITE and every page of SPECIMEN, narrow and wide, light and dark, and on paper.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { contextWithAxe, holdRedirects, launch, visit } from './browser.mjs';
import { SCHEMES, WIDTHS } from './checks/appearance.mjs';
import { choose, readPages } from './pages.mjs';
import { inParallel } from './report.mjs';
import { serve } from './server.mjs';

const [folder, site, specimen] = process.argv.slice(2);
if (!site) {
  console.error('usage: node screenshots.mjs FOLDER SITE [SPECIMEN]');
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const browser = await launch();
const contexts = [];
for (const colorScheme of SCHEMES) {
  for (const width of WIDTHS) {
    const context = await contextWithAxe(browser, { colorScheme, viewport: { width, height: 900 } });
    await holdRedirects(context);
    contexts.push([`${width}-${colorScheme}`, context]);
  }
}

let count = 0;
async function take(prefix, root, everything) {
  const pages = await readPages(root);
  const languages = [...new Set(pages.filter((page) => page.body === 'home').map((page) => page.lang))];
  const chosen = everything
    ? pages.map((page) => ({ name: page.address.slice(1).replaceAll(/\W+/g, '-') || 'chooser', page }))
    : choose(pages, languages).filter(({ page }) => page);
  const server = await serve(root);
  const tasks = chosen.flatMap(({ name, page }) =>
    contexts.map(([variant, context]) => async () => {
      await visit(context, server.origin + page.address, async (tab) => {
        const file = join(folder, `${prefix}-${name.replaceAll(' ', '-')}-${variant}`);
        await tab.screenshot({ path: `${file}.png`, fullPage: true });
        if (variant === '1280-light') await tab.pdf({ path: `${file}.pdf`, preferCSSPageSize: true });
        count += 1;
      });
    }),
  );
  await inParallel(tasks);
  server.close();
}

await take('site', resolve(site), false);
if (specimen) await take('specimen', resolve(specimen), true);
await browser.close();
console.log(`${count} pictures in ${resolve(folder)}`);
