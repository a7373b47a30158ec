// A preview of a copy of a site, whose files a test may change, and pages that look at it.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How long a test waits for what must come, in milliseconds. */
export const PATIENCE = 20_000;

/** What is copied; the theme is the program's own. */
const PARTS = ['site.yaml', 'redirects.csv', 'content', 'i18n', 'static'];

/** Copies a site and starts a preview of it; `stop` ends both. */
export async function preview(program, source, more = []) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'preview-')));
  for (const part of PARTS.filter((part) => existsSync(join(source, part)))) {
    cpSync(join(source, part), join(root, part), { recursive: true });
  }
  const server = await serve(program, root, more);
  return { ...server, root, stop: async () => { await server.stop(); rmSync(root, { recursive: true }); } };
}

/** Starts a preview of a site where it lies. */
export async function serve(program, root, more = []) {
  const child = spawn(program, ['preview', '--site', root, '--port', '0', ...more], { stdio: ['ignore', 'pipe', 'inherit'] });
  const origin = await new Promise((found, failed) => {
    let said = '';
    child.once('exit', (code) => failed(new Error(`the preview ended with ${code}: ${said}`)));
    child.stdout.on('data', (data) => {
      said += data;
      const address = /http:\/\/[^/\s]+/.exec(said);
      if (address) found(address[0]);
    });
  });
  child.removeAllListeners('exit');
  const ended = new Promise((ended) => child.once('exit', (code) => ended(code)));
  return { origin, stop: () => { child.kill('SIGINT'); return ended; } };
}

/** A file of the site that is changed and put back. */
export function file(root, path) {
  const place = join(root, path);
  const before = readFileSync(place, 'utf8');
  return {
    place,
    before,
    write: (text) => writeFileSync(place, text),
    change: (change) => writeFileSync(place, change(before)),
    restore: () => writeFileSync(place, before),
  };
}

/** Waits until something holds in a page. */
export function until(page, holds, argument) {
  return page.waitForFunction(holds, argument, { timeout: PATIENCE });
}

/** Waits until the page says a text, or no longer does. */
export function says(page, text) {
  return until(page, (text) => document.body.textContent.includes(text), text);
}

export function saysNoMore(page, text) {
  return until(page, (text) => !document.body.textContent.includes(text), text);
}

/** What is in the preview's own bar. */
export function inBar(page, selector) {
  return page.locator('bollettino-preview').locator(selector);
}
