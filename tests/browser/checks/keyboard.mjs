// A page by keyboard alone.
import { visit } from '../browser.mjs';
import { WIDTHS } from './appearance.mjs';
import { languagesOf } from '../pages.mjs';

export async function keyboard(browser, origin, chosen) {
  const tests = [];
  for (const width of WIDTHS) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
    for (const { name, page } of chosen) {
      const add = (what, walk) =>
        tests.push({
          name: `${name} ${page.address}, ${width} px, ${what}`,
          problems: () => visit(context, origin + page.address, async (tab, problems) => problems.push(...(await walk(tab, page)))),
        });
      add('skip link', skipLink);
      add('tab order', tabOrder);
      if (languagesOf(page).length > 1) add('language menu', languageMenu);
    }
  }
  return tests;
}

/** The first Tab reaches a visible link to the content, and Enter goes there. */
async function skipLink(tab) {
  await tab.keyboard.press('Tab');
  const first = await focus(tab);
  if (first.href !== '#_main') return [`the first Tab reaches ${first.what}, not the skip link`];
  if (first.faults.length) return first.faults;
  await tab.keyboard.press('Enter');
  const id = await tab.evaluate(() => document.activeElement.id);
  if (id !== '_main') return [`Enter on the skip link leaves the focus on #${id}`];
  await tab.keyboard.press('Tab');
  const inside = await tab.evaluate(() => {
    const main = document.querySelector('main');
    return !(document.activeElement.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  return inside ? [] : ['after the skip link, Tab goes back before the content'];
}

/** Every stop can be seen and shows its focus; every control is a stop; the walk comes to an end. */
async function tabOrder(tab) {
  // Disclosures open as they are met: with Enter, as a reader would.
  const stops = [];
  const problems = [];
  for (let count = 0; count < 400; count += 1) {
    await tab.keyboard.press('Tab');
    const stop = await focus(tab);
    if (stop.end || stops.includes(stop.number)) break;
    stops.push(stop.number);
    problems.push(...stop.faults);
    if (stop.closed) {
      await tab.keyboard.press('Enter');
      if (!(await tab.evaluate(() => document.activeElement.parentElement.open))) {
        problems.push(`Enter does not open ${stop.what}`);
      }
    }
  }
  const missed = await tab.evaluate(
    () =>
      [...document.querySelectorAll('a[href], summary, button, input, [tabindex="0"]')]
        .filter((element) => element.checkVisibility() && !element.dataset.stop)
        .map((element) => `Tab never reaches ${element.outerHTML.slice(0, 90)}`),
  );
  return [...problems, ...missed];
}

/** The other language's edition is reached by Tab and opened by Enter. */
async function languageMenu(tab, page) {
  const other = languagesOf(page).find((lang) => lang !== page.lang);
  for (let count = 0; count < 30; count += 1) {
    await tab.keyboard.press('Tab');
    // Many languages lie in a disclosure.
    if (await tab.evaluate(() => document.activeElement.matches('.languages details:not([open]) > summary'))) {
      await tab.keyboard.press('Enter');
    }
    const found = await tab.evaluate(
      (lang) => document.activeElement.matches(`.languages a[hreflang="${lang}"]:not([aria-current])`),
      other,
    );
    if (!found) continue;
    const expected = await tab.evaluate(
      (lang) => new URL(document.querySelector(`link[rel="alternate"][hreflang="${lang}"]`).href).pathname,
      other,
    );
    await Promise.all([tab.waitForNavigation(), tab.keyboard.press('Enter')]);
    const lang = await tab.evaluate(() => document.documentElement.lang);
    const path = new URL(tab.url()).pathname;
    return lang === other && path === expected ? [] : [`the language menu leads to ${path} (${lang})`];
  }
  return ['Tab does not reach the language menu'];
}

/** Where the focus is, and what is wrong with that. */
function focus(tab) {
  return tab.evaluate(() => {
    const element = document.activeElement;
    if (element === document.body || element === document.documentElement) return { end: true };
    element.dataset.stop ||= `${document.querySelectorAll('[data-stop]').length + 1}`;
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const what = element.outerHTML.slice(0, 90);
    const faults = [];
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, window.innerHeight) / 2];
    const seen = document.elementFromPoint(x, y);
    if (box.width < 1 || box.bottom < 0 || box.top > window.innerHeight) faults.push(`not in view at its turn: ${what}`);
    else if (!seen || !(element.contains(seen) || seen.contains(element))) faults.push(`covered at its turn: ${what}`);
    if (style.outlineStyle === 'none' || Number.parseFloat(style.outlineWidth) < 2) faults.push(`shows no focus: ${what}`);
    return {
      number: element.dataset.stop,
      href: element.getAttribute('href'),
      closed: element.localName === 'summary' && !element.parentElement.open,
      what,
      faults,
    };
  });
}
