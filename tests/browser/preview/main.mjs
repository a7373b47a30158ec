// Tests the preview in a real browser: node preview/main.mjs PROGRAM SITE
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { contextWithAxe, launch } from '../browser.mjs';
import { Report } from '../report.mjs';
import { check } from './desk.mjs';
import { live } from './live.mjs';
import { preview } from './preview.mjs';

const [program, source] = process.argv.slice(2);
if (!source) {
  console.error('usage: node preview/main.mjs PROGRAM SITE');
  process.exit(2);
}

const report = new Report();
const browser = await launch();
/** Where the editor writes down what it is asked to open. */
const opened = join(mkdtempSync(join(tmpdir(), 'editor-')), 'opened');
const editor = `sh -c 'echo "$1" >> "$0"' ${opened} {file}:{line}`;
const { origin, root, stop } = await preview(resolve(program), resolve(source), ['--editor', editor]);
const theme = join(resolve(source), 'themes/istituzionale/assets/css/main.css');

/** Runs a test with pages of its own, and collects what goes wrong in any of them. */
async function run(name, test) {
  const contexts = [];
  const problems = [];
  const open = async (path) => {
    const context = await contextWithAxe(browser, { viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
    page.on('console', (message) => {
      if (/Content.Security.Policy/.test(message.text())) problems.push(message.text());
    });
    await page.goto(origin + path);
    return page;
  };
  await report.test(name, async () => {
    await test({ open, root, theme, origin, browser, program: resolve(program) });
    return problems;
  });
  for (const context of contexts) await context.close();
}

for (const [name, test] of Object.entries(live)) await run(name, test);
await report.test('dashboard and comparison', async () => { await check({ browser, origin, site: root, program: resolve(program), opened }); return []; });
await browser.close();
await stop();
rmSync(dirname(opened), { recursive: true });
process.exit(report.close() ? 0 : 1);
