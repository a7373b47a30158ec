// A page means the same without scripts.
import { visit } from '../browser.mjs';

export async function withoutScripts(browser, origin, chosen) {
  const [on, off] = await Promise.all(
    [true, false].map((javaScriptEnabled) => browser.newContext({ javaScriptEnabled })),
  );
  const text = async (context, address) => {
    let shown;
    const problems = await visit(context, address, async (tab) => {
      shown = await tab.locator('main').innerText();
    });
    return { shown, problems };
  };
  return chosen
    .filter(({ page }) => !page.redirect)
    .map(({ name, page }) => ({
      name: `${name} ${page.address}, scripts off`,
      problems: async () => {
        const address = origin + page.address;
        const [a, b] = [await text(on, address), await text(off, address)];
        const problems = [...a.problems, ...b.problems];
        if (!b.shown.trim()) problems.push('nothing is shown with scripts off');
        if (a.shown !== b.shown) problems.push('the text differs with scripts off');
        return problems;
      },
    }));
}
