// Addresses as a reader meets them: a redirect that leads on, a page that is not there.
import { visit } from '../browser.mjs';

export async function addresses(browser, origin, pages, languages) {
  const context = await browser.newContext();
  const redirects = pages
    .filter((page) => page.redirect)
    .map((page) => ({
      name: `redirect ${page.address}`,
      problems: () =>
        visit(context, origin + page.address, async (tab, problems) => {
          const target = /http-equiv="refresh" content="0; url=([^"#]+)/.exec(page.html)[1];
          if (target.startsWith('/')) await tab.waitForURL(origin + target, { timeout: 5000 });
          else problems.push(`leads to ${target}`);
        }),
    }));
  const missing = languages.map((lang) => ({
    name: `missing page in ${lang}`,
    problems: async () => {
      const found = await visit(context, `${origin}/${lang}/no-such/page/`, async (tab, problems) => {
        const shown = await tab.evaluate(() => document.documentElement.lang);
        if (shown !== lang) problems.push(`answers in ${shown}`);
        if (!(await tab.locator('h1').isVisible())) problems.push('has no heading');
      });
      // The page itself is missing, and nothing else: its style is there from any depth.
      return found.filter((problem) => !/status 404: \S+\/no-such\/page\/$|status of 404/.test(problem));
    },
  }));
  return [...redirects, ...missing];
}
