// The search of the repository's site, with the production policy in force: by keyboard alone, by
// axe with results, by address, and without scripts.
import { contextWithAxe, visit } from '../browser.mjs';
import { axe, overflow, SCHEMES, WIDTHS } from './appearance.mjs';

/** What is typed, and the publication that has to be first among the results or be one of them. */
const QUESTIONS = {
  it: [
    ['an inflected form', 'notificare incidenti', 'Notificare'],
    ['an inflected form that no text has', 'tassonomie', 'Tassonomia'],
    ['a synonym', 'cybersicurezza', 'cibersicurezza'],
    ['a synonym of several words', 'sintesi annuale', 'relazione annuale'],
    ['a synonym of several words the other way', 'relazione annuale di sintesi', 'relazione annuale'],
    ['an acronym that is a synonym', 'SRI', 'NIS'],
    ['a word of the text alone, without its accents', 'priorita', ''],
    ['the beginning of a word', 'tassono', 'Tassonomia'],
    ['an article before an apostrophe', 'sull’incidente significativo', 'incidente significativo'],
    ['a number without the marks of its groups', '1276', '1.276'],
    ['a number with them', '1.276 incidenti', '1.276'],
    ['the number of an act', '2022/2555', ''],
    ['a number with a letter', '5g', '5G'],
    ['a word said twenty times', 'notifica '.repeat(20).trim(), 'Notificare'],
  ],
  en: [
    ['an inflected form', 'notifying', 'Notif'],
    ['a synonym', 'cyber security', 'cybersecurity'],
    ['a number in the form of its language', '1,276', '1,276'],
    ['a small word that no text need have', 'who is reporting incidents', 'incident'],
  ],
};

export async function search(browser, origin, pages) {
  const tests = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const scriptless = await browser.newContext({ javaScriptEnabled: false });
  for (const page of pages.filter((one) => one.body === 'search')) {
    const address = origin + page.address;
    const add = (what, use, from = '', within = context) =>
      tests.push({
        name: `search ${page.lang}, ${what}`,
        problems: (note) =>
          visit(within, address + from, async (tab, problems) => problems.push(...(await use(tab, note)))),
      });
    for (const [what, question, expected] of QUESTIONS[page.lang] ?? []) {
      add(`${what}: ${question}`, (tab) => typed(tab, question, expected));
    }
    add('by keyboard from the home page to a publication', (tab) => byKeyboard(tab, origin, page));
    add('the address and the way back', back);
    add('facets', facets, '?q=nis');
    add('nothing found', nothing);
    add('markup is text', harmless);
    add('scripts off', withoutScript, '?q=nis', scriptless);
    for (const colorScheme of SCHEMES) {
      for (const width of WIDTHS) {
        const variant = await contextWithAxe(browser, { colorScheme, viewport: { width, height: 900 } });
        add(`results, ${colorScheme}, ${width} px`, looks, '?q=nis', variant);
      }
    }
  }
  return tests;
}

/** Waits until the status tells how the search went. */
export async function answered(tab) {
  await tab.waitForFunction(() => /\S/.test(document.getElementById('_status').textContent), null, { timeout: 5000 });
  return tab.locator('#_status').innerText();
}

const titles = (tab) => tab.locator('#_results .entry').allInnerTexts();

async function typed(tab, question, expected) {
  await tab.locator('#_q').focus();
  await tab.keyboard.type(question);
  await tab.keyboard.press('Enter');
  const status = await answered(tab);
  const found = await titles(tab);
  if (found.length === 0) return [`nothing found: ${status}`];
  if (Number.parseInt(status, 10) < found.length) return [`the status says "${status}" of ${found.length}`];
  const asked = await tab.evaluate(() => new URLSearchParams(location.search).get('q'));
  if (asked !== question) return [`the address has "${asked}"`];
  const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const has = found.some((text) => fold(text).includes(fold(expected)));
  return has ? [] : [`"${expected}" is not in ${JSON.stringify(found)}`];
}

/** The link in the header, the field, the button, a result: with Tab and Enter alone. */
async function byKeyboard(tab, origin, page) {
  await tab.goto(`${origin}/${page.lang}/`);
  const reach = async (selector, most = 60) => {
    for (let count = 0; count < most; count += 1) {
      await tab.keyboard.press('Tab');
      if (await tab.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return true;
    }
    return false;
  };
  if (!(await reach('.to-search a'))) return ['Tab does not reach the link to the search'];
  await Promise.all([tab.waitForURL(`**${page.address}`), tab.keyboard.press('Enter')]);
  if (!(await reach('#_q'))) return ['Tab does not reach the field'];
  await tab.keyboard.type('nis');
  if (!(await reach('.search-form button', 2))) return ['Tab does not reach the button'];
  await tab.keyboard.press('Enter');
  await answered(tab);
  if (!(await reach('#_results a'))) return ['Tab does not reach a result'];
  const href = await tab.evaluate(() => document.activeElement.pathname);
  await Promise.all([tab.waitForURL(`**${href}`), tab.keyboard.press('Enter')]);
  await Promise.all([tab.waitForURL('**?q=nis'), tab.goBack()]);
  await answered(tab);
  return (await titles(tab)).length ? [] : ['the way back has no results'];
}

async function back(tab) {
  const ask = async (question) => {
    await tab.locator('#_q').fill(question);
    await tab.keyboard.press('Enter');
    await tab.waitForURL(`**?q=${question}`);
    await answered(tab);
  };
  await ask('nis');
  await ask('5g');
  await tab.goBack();
  await tab.waitForFunction(() => document.getElementById('_q').value === 'nis');
  await tab.goBack();
  await tab.waitForFunction(() => document.getElementById('_found').hidden);
  return [];
}

/** A box narrows the results down to what it counts, and the address keeps it. */
async function facets(tab) {
  const before = Number.parseInt(await answered(tab), 10);
  const problems = [];
  for (const name of ['kind', 'topic', 'year']) {
    const label = tab.locator(`[data-facet="${name}"] label:not([hidden])`).first();
    const counted = Number.parseInt(/\((\d+)\)/.exec(await label.innerText())[1], 10);
    await label.locator('input').focus();
    await tab.keyboard.press('Space');
    await tab.waitForURL(`**${name}=*`);
    await tab.waitForFunction((count) => Number.parseInt(document.getElementById('_status').textContent, 10) === count, counted);
    const focused = await tab.evaluate(() => document.activeElement.name);
    if (focused !== name) problems.push(`${name}: the focus is lost`);
    if (counted > before) problems.push(`${name}: ${counted} of ${before}`);
    await tab.reload();
    if (Number.parseInt(await answered(tab), 10) !== counted) problems.push(`${name}: not in the address`);
    await tab.goBack();
    await tab.waitForFunction((count) => Number.parseInt(document.getElementById('_status').textContent, 10) === count, before);
  }
  if (!(await tab.locator('[data-facet="language"]').count())) problems.push('no facet of languages');
  return problems;
}

async function nothing(tab) {
  await tab.locator('#_q').fill('xyzzyx');
  await tab.keyboard.press('Enter');
  const status = await answered(tab);
  const shown = await tab.locator('#_found').isVisible();
  return status.length > 20 && !shown ? [] : [`says "${status}"`];
}

/** What is typed never becomes markup. */
async function harmless(tab) {
  await tab.locator('#_q').fill('<img src=x onerror=alert(1)> nis');
  await tab.keyboard.press('Enter');
  await answered(tab);
  return (await tab.locator('main img').count()) ? ['the question became an image'] : [];
}

async function withoutScript(tab) {
  const problems = [];
  if (await tab.locator('#_search').isVisible()) problems.push('shows a form that does nothing');
  // A page without scripts is asked from outside.
  const shown = await tab.locator('main').innerText();
  if (!/JavaScript/.test(shown)) problems.push('does not say that it needs JavaScript');
  if ((await tab.locator('#_browse a').count()) < 3) problems.push('offers no lists');
  return problems;
}

async function looks(tab, note) {
  await answered(tab);
  const problems = [...(await overflow(tab)), ...(await axe(tab, note))];
  await tab.locator('#_found details').evaluate((details) => (details.open = true));
  return [...problems, ...(await overflow(tab)), ...(await axe(tab, note))];
}
