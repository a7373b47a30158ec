// The preview's own pages in the real browser: editions compared and accepted by keyboard alone,
// filters, what is typed while files change, the dashboard, and axe on both.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contextWithAxe } from '../browser.mjs';
import { PATIENCE } from './preview.mjs';

const ID = 'news/2026-01-15-desk';
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const ITALIAN = `---
title: Prova della scrivania
summary: Una pubblicazione che serve soltanto a questa prova.
---

Il produttore ha corretto CVE-2026-0001 nella versione 4.2.

Aggiornare entro 72 ore, come dice la [guida](https://example.org/guida).

## Che cosa fare

- Installare la versione corretta su ogni server.
- Verificare i registri degli accessi.
`;

const ENGLISH = `---
title: A test of the desk
summary: A publication that serves this test only.
---

The maker has fixed CVE-2026-0001 in version 4.2.

Update within 72 hours, as the [guide](https://example.org/guida) says.

## What to do

- Install the fixed version on every server.
- Check the access logs.
`;

/**
 * Checks the pages of a preview at `origin` of the site in the folder `site`, whose editor writes what
 * it opens into the file `opened`.
 */
export async function check({ browser, origin, site, program, opened }) {
  const folder = join(site, 'content', ID);
  const file = (name) => join(folder, name);
  const replace = (name, old, text) => {
    const content = readFileSync(file(name), 'utf8');
    assert.ok(content.includes(old), old);
    writeFileSync(file(name), content.replace(old, text));
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file('publication.yaml'), 'date: 2026-01-15\ndraft: true\noriginal: it\n');
  writeFileSync(file('it.md'), ITALIAN);
  writeFileSync(file('en.md'), ENGLISH);
  const context = await contextWithAxe(browser, { viewport: { width: 1280, height: 900 } });
  const desk = { context, origin, file, replace, program, site, opened };
  try {
    await dashboard(desk);
    await acceptPage(desk);
    await liveAndByKeyboard(desk);
    await keysOpenFiles(desk);
    await noteAndMachine(desk);
    await faults(desk);
    await appearance(browser, origin);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A page that must not complain. */
async function open({ context, origin }, path) {
  const page = await context.newPage();
  page.problems = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) page.problems.push(message.text());
  });
  page.on('pageerror', (error) => page.problems.push(error.message));
  await page.goto(origin + path);
  return page;
}

async function close(page) {
  assert.deepEqual(page.problems, []);
  await page.close();
}

/** What has the focus: the row's name, or what it is called. */
function focused(page) {
  return page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim());
}

const row = (page, name) => page.locator(`.row[aria-label="${name}"]`);

/** The dashboard finds the draft, says so, and leads to its page and its comparison. */
async function dashboard(desk) {
  const page = await open(desk, '/_preview/');
  await page.fill('#q', 'PROVA della');
  const found = page.locator('.publication');
  await page.waitForFunction(() => document.querySelectorAll('.publication').length === 1);
  assert.match(await found.textContent(), /news\/2026-01-15-desk.*draft/);
  assert.match(await page.textContent('#found'), /^2 of \d+ editions and translations$/);
  await page.selectOption('#state', 'unreviewed');
  await page.waitForFunction(() => document.querySelectorAll('.publication .rows li').length === 1);
  assert.match(page.url(), /q=PROVA\+della&state=unreviewed/);
  // What is chosen is kept when the page is loaded again.
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll('.publication .rows li').length === 1);
  await page.getByRole('button', { name: /^Page with drafts: Prova/ }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/_preview/'));
  assert.equal(await page.textContent('h1'), 'A test of the desk');
  await page.goto(`${desk.origin}/_preview/?q=scrivania`);
  await page.getByRole('link', { name: /^Compare: Prova/ }).click();
  await page.waitForSelector('.row');
  assert.match(page.url(), /\/_preview\/compare\/news\/2026-01-15-desk\?left=it&right=en$/);
  await close(page);
}

/** A whole page is accepted, once there is a name. */
async function acceptPage(desk) {
  const page = await open(desk, `/_preview/compare/${ID}?left=it&right=en`);
  await page.waitForSelector('.row');
  assert.equal(await page.locator('.cell.is-unreviewed').count(), 7);
  assert.ok(!existsSync(desk.file('en.ledger')));
  await page.getByRole('button', { name: 'Accept the page: 7 blocks' }).focus();
  await page.keyboard.press('Enter');
  // Without a name the field of the name asks for it.
  assert.equal(await page.evaluate(() => document.activeElement.id), 'name');
  await page.keyboard.type('Anna Rossi');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#confirm[open]');
  assert.match(await page.textContent('#confirm-text'), /^7 blocks of the English edition, as Anna Rossi\./);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.cell.is-current').length === 7);
  const ledger = readFileSync(desk.file('en.ledger'), 'utf8');
  assert.equal(ledger.match(/ current \d{4}-\d\d-\d\d Anna Rossi$/gm).length, 7);
  await close(page);
}

/** The original changes while a page is open; the rest is done by keyboard alone. */
async function liveAndByKeyboard(desk) {
  const page = await open(desk, `/_preview/compare/${ID}?left=it&right=en`);
  await page.waitForSelector('.row');
  assert.equal(await page.inputValue('#name'), 'Anna Rossi', 'the name is remembered');
  desk.replace('it.md', 'Il produttore ha corretto', 'Il produttore ha già corretto');
  const stale = row(page, 'Paragraph, stale');
  await stale.waitFor();
  assert.equal((await stale.locator('.was ins').last().textContent()).trim(), 'già');
  await page.keyboard.press('j');
  assert.equal(await focused(page), 'Paragraph, stale');
  await page.keyboard.press('a');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'TEXTAREA');
  await page.keyboard.type('for Italy');
  // Another block changes, before and behind: what is typed stays, and the focus with it.
  desk.replace('it.md', '## Che cosa fare', 'Una frase nuova.\n\n## Che cosa fare');
  desk.replace('it.md', 'Il produttore ha già', 'Un altro paragrafo.\n\nIl produttore ha già');
  await page.waitForFunction(() => document.querySelectorAll('.cell.is-missing').length === 2);
  await page.keyboard.type(' only');
  const typed = () => page.evaluate(() => [document.activeElement.tagName, document.activeElement.value]);
  assert.deepEqual(await typed(), ['TEXTAREA', 'for Italy only']);
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'Paragraph, stale');
  await page.keyboard.press('a');
  assert.deepEqual(await typed(), ['TEXTAREA', 'for Italy only']);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await stale.waitFor({ state: 'detached' });
  assert.match(readFileSync(desk.file('en.ledger'), 'utf8'), /^ {2}unchanged for Italy only$/m);
  // Only what is open is shown, by the filter's key.
  await page.keyboard.press('f');
  assert.equal(await focused(page), 'All 9');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('.row:visible').count(), 2);
  assert.equal(await page.getAttribute('#filters [aria-pressed="true"]', 'data-key'), 'open');
  // j and k go from one to the next and back.
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  const first = await page.evaluate(() => document.activeElement.querySelector('.left .text').textContent);
  assert.equal(first, 'Un altro paragrafo.');
  // What is missing is left out on purpose.
  await page.keyboard.press('a');
  assert.equal(await focused(page), 'Leave it out on purpose');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.cell.is-forked').length === 1);
  assert.match(readFileSync(desk.file('en.ledger'), 'utf8'), /^ {2}accepted - forked .* Anna Rossi$/m);
  // The help is there, and the keys can be switched off.
  await page.keyboard.press('?');
  await page.waitForSelector('#keys[open]');
  await page.uncheck('#keys-on');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  assert.equal(await page.locator('#keys[open]').count(), 0);
  await page.click('#help');
  await page.check('#keys-on');
  await page.keyboard.press('Escape');
  await close(page);
}

/** Waits until the editor was asked for a place. */
async function isOpened({ opened, file }, place) {
  const since = Date.now();
  const last = () => (existsSync(opened) ? readFileSync(opened, 'utf8').trim().split('\n').at(-1) : '');
  while (last() !== file(place)) {
    assert.ok(Date.now() - since < PATIENCE, `${last()} is not ${file(place)}`);
    await new Promise((soon) => { setImmediate(soon); });
  }
}

/** The arrows go to open blocks; e and o open both sides of one, and so does a click on a text. */
async function keysOpenFiles(desk) {
  desk.replace('en.md', 'Install the fixed version', 'Install the new version');
  const page = await open(desk, `/_preview/compare/${ID}?left=it&right=en`);
  await row(page, 'List item, edited').waitFor();
  const line = (name, text) => readFileSync(desk.file(name), 'utf8').split('\n').findIndex((line) => line.includes(text)) + 1;
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(page), 'List item, edited');
  await page.keyboard.press('e');
  await isOpened(desk, `en.md:${line('en.md', 'Install the new')}`);
  await page.keyboard.press('o');
  await isOpened(desk, `it.md:${line('it.md', 'Installare')}`);
  await page.locator('.row .right .text', { hasText: 'Check the access logs' }).click();
  await isOpened(desk, `en.md:${line('en.md', 'Check the access')}`);
  await close(page);
}

/** A note goes with a block and with a page; what a machine translated is told as such. */
async function noteAndMachine(desk) {
  const page = await open(desk, `/_preview/compare/${ID}?left=it&right=en`);
  const edited = row(page, 'List item, edited');
  await edited.waitFor();
  await edited.focus();
  await page.keyboard.press('n');
  await page.keyboard.type('read with the office');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await edited.waitFor({ state: 'detached' });
  assert.match(readFileSync(desk.file('en.ledger'), 'utf8'), /^ {2}note read with the office$/m);
  assert.ok(await page.getByText('note: read with the office').isVisible());
  const accept = ['translations', 'accept', ID, 'en', '--block', '1', '--as', 'machine', '--site', desk.site];
  assert.equal(spawnSync(desk.program, accept).status, 0);
  await row(page, 'Title, machine').waitFor();
  assert.match(await row(page, 'Title, machine').textContent(), /machine/);
  desk.replace('en.md', 'Install the new', 'Install the fixed');
  await row(page, 'List item, edited').waitFor();
  await page.getByRole('button', { name: 'Accept the page: 2 blocks' }).click();
  await page.fill('#confirm-note', 'all of it');
  await page.click('#confirm .main');
  await page.waitForFunction(() => !document.querySelector('.cell.is-machine, .cell.is-edited'));
  assert.equal(readFileSync(desk.file('en.ledger'), 'utf8').match(/^ {2}note all of it$/gm).length, 2);
  await close(page);
}

/** What contradicts is underlined on both sides and named; a click opens the file at its line. */
async function faults(desk) {
  desk.replace('en.md', 'within 72 hours', 'within 96 hours');
  const page = await open(desk, `/_preview/compare/${ID}?left=it&right=en&show=differs`);
  await page.waitForSelector('.faults');
  assert.equal(await page.locator('.row:visible').count(), 1);
  assert.deepEqual(await page.locator('mark.fault:visible').allTextContents(), ['721', '961']);
  assert.match(await page.textContent('.faults'), /the original has the number 72, the translation the number 96 parity-number/);
  const line = readFileSync(desk.file('en.md'), 'utf8').split('\n').findIndex((text) => text.includes('96')) + 1;
  const edit = page.locator('.row:visible .right [data-focus="edit"]');
  assert.equal(await edit.getAttribute('aria-label'), `Edit en.md:${line}`);
  await edit.click();
  await isOpened(desk, `en.md:${line}`);
  desk.replace('en.md', 'within 96 hours', 'within 72 hours');
  await page.waitForFunction(() => document.querySelectorAll('.faults').length === 0);
  await close(page);
}

/** Both pages in both schemes, wide and narrow: axe has nothing to say, nothing is cut off. */
async function appearance(browser, origin) {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [320, 1280]) {
      const context = await contextWithAxe(browser, { viewport: { width, height: 900 }, colorScheme });
      for (const [path, ready] of [['/_preview/', '.publication'], [`/_preview/compare/${ID}?left=it&right=en`, '.row']]) {
        const page = await open({ context, origin }, path);
        await page.waitForSelector(ready);
        const said = await page.evaluate((rules) => axe.run(document, { runOnly: rules }), RULES);
        const where = `${path} ${width} ${colorScheme}`;
        assert.deepEqual(said.violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), [], where);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(beyond <= 0, `${where}: ${beyond} px beyond the edge`);
        await close(page);
      }
      await context.close();
    }
  }
}
