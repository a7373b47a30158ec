// Live update: what changes on disk is on the screen, and nothing of the reader's is lost.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { networkInterfaces } from 'node:os';
import { PATIENCE, file, inBar, says, saysNoMore, serve, until } from './preview.mjs';

const NEWS = 'content/news/2026-02-10-enisa-international-strategy';
const TEXT = `${NEWS}/it.md`;

/** The tests, each a name and what it does with a preview and a browser. */
export const live = {
  async 'a saved text is shown in place'({ open, root }) {
    const page = await open('/it/notizie/');
    const address = await page.getAttribute('a[href*="/it/notizie/"][href*="enisa"]', 'href');
    await page.goto(new URL(address, page.url()).href);
    await mark(page);
    const text = file(root, TEXT);
    text.change((before) => `${before}\n\nParagrafo appena scritto.\n`);
    await says(page, 'Paragrafo appena scritto.');
    text.restore();
    await saysNoMore(page, 'Paragrafo appena scritto.');
    assert.ok(await isMarked(page), 'the page was loaded again');
  },

  async 'scrolling, focus, what is unfolded and what is typed stay'({ open, root }) {
    // A form that the theme does not happen to have.
    const template = join(root, 'themes/istituzionale/templates/news.html');
    mkdirSync(join(root, 'themes/istituzionale/templates'), { recursive: true });
    const form = '<form><label>X <input name="x"></label><label><input type="checkbox" name="y"> Y</label></form>';
    writeFileSync(template, `{% extends "publication.html" %}{% block cite %}${form}<details><summary>Z</summary><p>z</p></details>{% endblock cite %}`);
    const page = await open('/it/notizie/');
    const address = await page.getAttribute('a[href*="/it/notizie/"][href*="enisa"]', 'href');
    await page.goto(new URL(address, page.url()).href);
    await page.waitForSelector('form input[name=x]', { timeout: PATIENCE });
    await page.fill('form input[name=x]', 'typed');
    await page.check('form input[name=y]');
    await page.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true; });
    await page.focus('form input[name=x]');
    await page.evaluate(() => window.scrollTo(0, 400));
    const before = await state(page);
    const text = file(root, TEXT);
    text.change((text) => `${text}\n\nIn fondo, un’aggiunta.\n`);
    await says(page, 'In fondo, un’aggiunta.');
    assert.deepEqual(await state(page), before);
    text.restore();
    rmSync(template);
    await until(page, () => !document.querySelector('form'));
  },

  async 'a stylesheet is swapped without loading the page'({ open, root, theme }) {
    const page = await open('/it/');
    await mark(page);
    const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await colour();
    const folder = join(root, 'themes/istituzionale/assets/css');
    mkdirSync(folder, { recursive: true });
    cpSync(theme, join(folder, 'main.css'));
    writeFileSync(join(folder, 'main.css'), 'body { background: rgb(1, 2, 3) !important }', { flag: 'a' });
    await until(page, () => getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)');
    await until(page, () => document.querySelectorAll('link[rel=stylesheet]').length === 1);
    rmSync(join(root, 'themes/istituzionale'), { recursive: true });
    await until(page, (before) => getComputedStyle(document.body).backgroundColor === before, before);
    assert.ok(await isMarked(page), 'the page was loaded again');
  },

  async 'a fault is shown over the last good page, and goes when it is mended'({ open, root }) {
    const page = await open('/it/notizie/');
    const address = await page.getAttribute('a[href*="/it/notizie/"][href*="enisa"]', 'href');
    await page.goto(new URL(address, page.url()).href);
    const title = await page.textContent('h1');
    const text = file(root, TEXT);
    for (const broken of ['', '---\ntitl', text.before.replace('title:', 'titl:')]) {
      text.write(broken);
      await inBar(page, '.errors').waitFor({ timeout: PATIENCE });
      assert.match(await inBar(page, '.errors').textContent(), new RegExp(`${TEXT}:\\d+:\\d+`));
      assert.equal(await page.textContent('h1'), title);
      text.restore();
      await inBar(page, '.errors').waitFor({ state: 'hidden', timeout: PATIENCE });
    }
    const settings = file(root, 'site.yaml');
    settings.write('base_url: [');
    await inBar(page, '.errors').waitFor({ timeout: PATIENCE });
    settings.restore();
    await inBar(page, '.errors').waitFor({ state: 'hidden', timeout: PATIENCE });
  },

  async 'a file half written for a moment alarms nobody'({ open, root }) {
    const page = await open('/it/');
    await page.evaluate(() => {
      window.alarms = 0;
      const bar = document.querySelector('bollettino-preview').shadowRoot.querySelector('.errors');
      new MutationObserver(() => { if (!bar.hidden) window.alarms += 1; }).observe(bar, { attributes: true });
    });
    const text = file(root, TEXT);
    for (let save = 0; save < 10; save += 1) {
      text.write('---\ntitle: "');
      text.change((before) => before.replace(/^title: .*$/m, `title: "Titolo ${save}"`));
    }
    await says(page, 'Titolo 9');
    text.restore();
    await saysNoMore(page, 'Titolo 9');
    assert.equal(await page.evaluate(() => window.alarms), 0);
  },

  async 'an editor that saves beside and renames is followed'({ open, root }) {
    const page = await open('/it/');
    const text = file(root, TEXT);
    const beside = join(root, NEWS, '.it.md.swp');
    writeFileSync(beside, text.before.replace(/^title: .*$/m, 'title: "Rinominato"'));
    renameSync(beside, text.place);
    await says(page, 'Rinominato');
    text.restore();
    await saysNoMore(page, 'Rinominato');
  },

  async 'a checkout of 500 files is followed'({ open, root }) {
    const page = await open('/it/notizie/');
    const count = () => page.evaluate(() => document.querySelectorAll('main a').length);
    const before = await count();
    for (let at = 0; at < 250; at += 1) {
      const folder = join(root, `content/news/2024-01-01-checkout-${at}`);
      mkdirSync(folder);
      writeFileSync(join(folder, 'publication.yaml'), 'date: 2024-01-01\n');
      writeFileSync(join(folder, 'it.md'), `---\ntitle: "Uscita ${at}"\nsummary: Prova.\n---\nTesto ${at}.\n`);
    }
    await page.goto(new URL('/it/notizie/2024/', page.url()).href);
    await until(page, () => document.querySelectorAll('main a[href*="/uscita-"]').length >= 250);
    for (const name of readdirSync(join(root, 'content/news'))) {
      if (name.includes('checkout')) rmSync(join(root, 'content/news', name), { recursive: true });
    }
    await inBar(page, '.errors').waitFor({ timeout: PATIENCE });
    assert.match(await inBar(page, '.errors').textContent(), /no longer there/);
    await page.goto(new URL('/it/notizie/', page.url()).href);
    await until(page, (before) => document.querySelectorAll('main a').length === before, before);
  },

  async 'a folder that is deleted and restored comes back'({ open, root }) {
    const page = await open('/it/notizie/');
    const address = await page.getAttribute('a[href*="/it/notizie/"][href*="enisa"]', 'href');
    await page.goto(new URL(address, page.url()).href);
    const title = await page.textContent('h1');
    const away = join(root, 'away');
    renameSync(join(root, NEWS), away);
    await inBar(page, '.errors').waitFor({ timeout: PATIENCE });
    assert.equal(await page.textContent('h1'), title, 'the last good page stays');
    renameSync(away, join(root, NEWS));
    await inBar(page, '.errors').waitFor({ state: 'hidden', timeout: PATIENCE });
    assert.equal(await page.textContent('h1'), title);
  },

  async 'a message and a setting are followed'({ open, root }) {
    const page = await open('/it/');
    const words = file(root, 'i18n/it/site.ftl');
    words.change((before) => before.replace(/^site-name = .*$/m, 'site-name = Altro nome'));
    await says(page, 'Altro nome');
    words.restore();
    await saysNoMore(page, 'Altro nome');
  },

  async 'two browsers see the same, each its own view'({ open, root }) {
    const draft = join(root, 'content/news/2026-01-09-draft');
    mkdirSync(draft);
    writeFileSync(join(draft, 'publication.yaml'), 'date: 2026-01-09\ndraft: true\n');
    writeFileSync(join(draft, 'it.md'), '---\ntitle: "Bozza in corso"\nsummary: Prova.\nslug: bozza\n---\nTesto.\n');
    const [one, two] = [await open('/it/'), await open('/it/')];
    await inBar(one, 'input[name=drafts]').check();
    await says(one, 'Bozza in corso');
    await one.goto(new URL('/it/notizie/bozza/', one.url()).href);
    assert.match(await inBar(one, '.marks').textContent(), /Draft/);
    assert.ok(!(await two.textContent('body')).includes('Bozza in corso'));
    const words = file(root, 'i18n/it/site.ftl');
    words.change((before) => before.replace(/^site-name = .*$/m, 'site-name = Per entrambi'));
    await Promise.all([says(one, 'Per entrambi'), says(two, 'Per entrambi')]);
    words.restore();
    await inBar(one, 'input[name=drafts]').uncheck();
    rmSync(draft, { recursive: true });
  },

  async 'an embargo lifts with the time that is chosen'({ open, root }) {
    const later = join(root, 'content/news/2026-01-09-later');
    mkdirSync(later);
    writeFileSync(join(later, 'publication.yaml'), 'date: 2026-01-09\nembargo: 2091-05-01T18:00\n');
    writeFileSync(join(later, 'it.md'), '---\ntitle: "Sotto embargo"\nsummary: Prova.\nslug: embargo\n---\nTesto.\n');
    const page = await open('/it/');
    assert.ok(!(await page.textContent('body')).includes('Sotto embargo'));
    await inBar(page, 'input[name=as_of]').fill('2091-05-01T18:00');
    await says(page, 'Sotto embargo');
    await page.goto(new URL('/it/notizie/embargo/', page.url()).href);
    assert.match(await inBar(page, '.marks').textContent(), /2091-05-01 18:00/);
    rmSync(later, { recursive: true });
  },

  async 'a view that is chosen in one tab is seen in the others'({ open }) {
    const one = await open('/it/');
    const two = await one.context().newPage();
    await two.goto(one.url());
    await inBar(two, 'input[name=pseudo]').check();
    await one.waitForSelector('a[href="/en-XA/"]', { timeout: PATIENCE });
    assert.ok(await inBar(one, 'input[name=pseudo]').isChecked());
  },

  async 'a page that can no longer be made stays, also when it is loaded again'({ open, root }) {
    const page = await open('/it/notizie/');
    const address = await page.getAttribute('a[href*="/it/notizie/"][href*="enisa"]', 'href');
    await page.goto(new URL(address, page.url()).href);
    const title = await page.textContent('h1');
    const template = join(root, 'themes/istituzionale/templates/news.html');
    mkdirSync(join(root, 'themes/istituzionale/templates'), { recursive: true });
    writeFileSync(template, '{% extends "publication.html" %}{% block cite %}{{ nothing.like.it }}{% endblock cite %}');
    const fault = async () => {
      await inBar(page, '.errors').waitFor({ timeout: PATIENCE });
      assert.match(await inBar(page, '.errors').textContent(), /news\.html:1:\d+/);
      assert.equal(await page.textContent('h1'), title);
    };
    await fault();
    await page.reload();
    await fault();
    rmSync(join(root, 'themes'), { recursive: true });
    await inBar(page, '.errors').waitFor({ state: 'hidden', timeout: PATIENCE });
  },

  async 'a picture that is replaced is shown anew'({ open, root }) {
    const folder = join(root, 'content/news/2026-01-08-picture');
    const draw = (width) => writeFileSync(join(folder, 'square.svg'), `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="10"><path d="M0 0h9v9z"/></svg>`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'publication.yaml'), 'date: 2026-01-08\n');
    writeFileSync(join(folder, 'it.md'), '---\ntitle: "Con figura"\nsummary: Prova.\nslug: figura\n---\n![Una figura](square.svg)\n');
    draw(11);
    const page = await open('/it/');
    await says(page, 'Con figura');
    await page.goto(new URL('/it/notizie/figura/', page.url()).href);
    await mark(page);
    const shows = (width) => until(page, (width) => document.querySelector('main img').naturalWidth === width, width);
    await shows(11);
    for (const width of [22, 33]) {
      draw(width);
      await shows(width);
    }
    const text = file(root, 'content/news/2026-01-08-picture/it.md');
    text.change((before) => `${before}\nAltro testo.\n`);
    await says(page, 'Altro testo.');
    await shows(33);
    assert.ok(await isMarked(page), 'the page was loaded again');
    await page.reload();
    await shows(33);
    rmSync(folder, { recursive: true });
  },

  async 'long lists are compared in one pass, and what is moved keeps the focus'({ open }) {
    const page = await open('/it/');
    const { comparisons, same, focused } = await page.evaluate(async () => {
      const { morphChildren, morphDocument } = await import('/_preview/client/morph.js');
      const list = (names) => `<ul>${names.map((name) => `<li><a href="/${name}">${name}</a></li>`).join('')}</ul>`;
      const [from, to] = ['main', 'main'].map((name) => document.createElement(name));
      const names = Array.from({ length: 3000 }, (_, at) => `n-${(at * 7919) % 3000}`);
      from.innerHTML = list(names);
      to.innerHTML = list([...names].reverse().map((name, at) => (at % 3 ? name : `${name}-new`)));
      const expected = to.innerHTML;
      let comparisons = 0;
      const { isEqualNode } = Node.prototype;
      Node.prototype.isEqualNode = function (other) { comparisons += 1; return isEqualNode.call(this, other); };
      morphChildren(from, to);
      Node.prototype.isEqualNode = isEqualNode;
      const same = from.innerHTML === expected;
      const page = (names) => new DOMParser().parseFromString(`${document.documentElement.outerHTML.replace(/<body[^]*/, '')}<body>${list(names)}</body>`, 'text/html');
      morphDocument(page(['a', 'b', 'c']));
      document.querySelector('a[href="/a"]').focus();
      morphDocument(page(['c', 'b', 'a']));
      return { comparisons, same, focused: document.activeElement.getAttribute('href') };
    });
    assert.ok(same);
    assert.ok(comparisons < 30_000, `${comparisons} comparisons`);
    assert.equal(focused, '/a');
  },

  async 'from another machine the site is read, and nothing else'({ browser, root, program }) {
    const addresses = Object.values(networkInterfaces()).flat();
    const own = addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    // Without a network there is no other machine.
    if (!own) return;
    const { origin, stop } = await serve(program, root, ['--host', '0.0.0.0']);
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://${own}:${new URL(origin).port}/it/`);
    await inBar(page, '.elsewhere').waitFor({ timeout: PATIENCE });
    assert.ok(await inBar(page, 'input[name=drafts]').isDisabled());
    await page.goto(new URL('/_preview/', page.url()).href);
    await page.waitForSelector('.publication', { timeout: PATIENCE });
    await page.goto(new URL(`/_preview/compare/${NEWS.replace('content/', '')}`, page.url()).href);
    await page.waitForSelector('.row', { timeout: PATIENCE });
    assert.equal(await page.locator('button.accept, button.all, a.place, button.place').count(), 0);
    await context.close();
    await stop();
  },

  async 'colours and the pseudo-locale are chosen in the bar'({ open }) {
    const page = await open('/it/');
    const scheme = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await scheme();
    await inBar(page, 'select[name=scheme]').selectOption('dark');
    await until(page, (light) => getComputedStyle(document.body).backgroundColor !== light, light);
    await inBar(page, 'select[name=scheme]').selectOption('auto');
    await until(page, (light) => getComputedStyle(document.body).backgroundColor === light, light);
    await inBar(page, 'input[name=pseudo]').check();
    await page.waitForSelector('a[href="/en-XA/"]', { timeout: PATIENCE });
  },
};

const mark = (page) => page.evaluate(() => { window.marked = true; });
const isMarked = (page) => page.evaluate(() => window.marked === true);

const state = (page) => page.evaluate(() => ({
  scrolled: window.scrollY,
  focused: document.activeElement.name,
  typed: document.querySelector('form input[name=x]').value,
  checked: document.querySelector('form input[name=y]').checked,
  unfolded: document.querySelectorAll('details[open]').length,
}));
