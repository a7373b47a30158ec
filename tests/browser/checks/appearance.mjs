// What a page looks like: accessible by axe, never wider than its window, and silent, in both
// colour schemes, narrow and wide, zoomed, with wide letters, with forced colours and on paper.
import { contextWithAxe, holdRedirects, visit } from '../browser.mjs';

export const SCHEMES = ['light', 'dark'];
export const WIDTHS = [320, 1280];
const EVERY = SCHEMES.flatMap((scheme) => WIDTHS.map((width) => [scheme, width]));

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
// Paper is 210 mm wide with margins of 16 mm, at 96 dots an inch.
const PAPER = { width: 673, height: 1000 };

/** Every page in the four combinations of scheme and width, or in some. */
export async function appearance(browser, origin, chosen, variants = EVERY) {
  const contexts = new Map();
  for (const [colorScheme, width] of variants) {
    const context = await contextWithAxe(browser, { colorScheme, viewport: { width, height: 900 } });
    await holdRedirects(context);
    contexts.set(`${colorScheme}, ${width} px`, { context, width });
  }
  return chosen.flatMap(({ name, page }) =>
    [...contexts].map(([variant, { context, width }]) => ({
      name: `${name} ${page.address}, ${variant}`,
      problems: (note) =>
        visit(context, origin + page.address, async (tab, problems) => {
          // Wide pages are judged as they come, narrow ones with every disclosure open.
          problems.push(...(await overflow(tab)));
          if (width < 640) await openAll(tab);
          problems.push(...(await overflow(tab)), ...(await axe(tab, note)));
        }),
    })),
  );
}

/** The same page under the other conditions that readers bring along. */
export async function conditions(browser, origin, chosen) {
  const narrow = { width: 320, height: 900 };
  const all = [
    // A window of 1280 px zoomed to 200 %.
    ['200 % zoom', { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }, overflow],
    ['letter spacing', { viewport: narrow }, spaced],
    ['forced colours', { viewport: narrow, forcedColors: 'active' }, forced],
    ['print', { viewport: PAPER }, printed],
  ];
  const contexts = [];
  for (const [variant, options, check] of all) {
    const context = check === forced ? await contextWithAxe(browser, options) : await browser.newContext(options);
    await holdRedirects(context);
    contexts.push([variant, context, check]);
  }
  return chosen.flatMap(({ name, page }) =>
    contexts.map(([variant, context, check]) => ({
      name: `${name} ${page.address}, ${variant}`,
      problems: (note) =>
        visit(context, origin + page.address, async (tab, problems) => {
          problems.push(...(await check(tab, note)));
        }),
    })),
  );
}

function openAll(tab) {
  return tab.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
}

/** Sideways scroll, with the elements that cause it. */
export function overflow(tab) {
  return tab.evaluate(() => {
    const width = window.innerWidth;
    const wide = document.scrollingElement.scrollWidth;
    if (wide <= width) return [];
    const guilty = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => `<${element.localName} class="${element.getAttribute('class') ?? ''}">`);
    return [`scrolls sideways: ${wide} > ${width} px: ${guilty.slice(0, 4).join(' ')}`];
  });
}

/** Violations of WCAG 2.2 AA; best practices only as notes. */
export async function axe(tab, note, rules = {}) {
  const violations = await tab.evaluate(
    async ([tags, changed]) => {
      const result = await globalThis.axe.run(document, {
        runOnly: { type: 'tag', values: [...tags, 'best-practice'] },
        rules: { 'target-size': { enabled: true }, ...changed },
        resultTypes: ['violations'],
      });
      return result.violations.map(({ id, tags: own, help, nodes }) => ({ id, own, help, node: nodes[0].html }));
    },
    [WCAG, rules],
  );
  const problems = [];
  for (const { id, own, help, node } of violations) {
    if (own.some((tag) => WCAG.includes(tag))) problems.push(`axe ${id}: ${help}: ${node.slice(0, 160)}`);
    else note(`axe best practice ${id}: ${help}: ${node.slice(0, 100)}`);
  }
  return problems;
}

/** WCAG 1.4.12: readers' own spacing of lines, letters, words and paragraphs. */
async function spaced(tab) {
  await tab.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
      p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
  });
  await openAll(tab);
  return overflow(tab);
}

/** Contrast is then the reader's own; what is left is that everything shows and fits. */
async function forced(tab, note) {
  const problems = await overflow(tab);
  await openAll(tab);
  return [...problems, ...(await overflow(tab)), ...(await axe(tab, note, { 'color-contrast': { enabled: false } }))];
}

/** On paper there is nothing to click, and the text is all there. */
async function printed(tab) {
  // What a chart shows is there once more in a table to be unfolded: nobody unfolds paper.
  await tab.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.exhibit-data:not([open]) { display: none }');
    document.adoptedStyleSheets = [sheet];
  });
  const text = () => tab.evaluate(() => document.querySelector('main .body')?.innerText.length ?? 0);
  const before = await text();
  await tab.emulateMedia({ media: 'print' });
  const problems = await overflow(tab);
  if ((await text()) < before) problems.push('print drops a part of the text');
  const shown = await tab.evaluate(() =>
    ['.skip a', '.main-menu a', '.languages a', '.breadcrumb a', '.site-footer a', '.sequence a'].filter((selector) =>
      [...document.querySelectorAll(selector)].some((element) => element.checkVisibility({ contentVisibilityAuto: true })),
    ),
  );
  return [...problems, ...shown.map((selector) => `print shows ${selector}`)];
}
