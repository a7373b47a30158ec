// Debian's Chromium, and a page in it that tells of everything that goes wrong.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export function launch() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--hide-scrollbars',
      '--font-render-hinting=none',
    ],
  });
}

/** A context whose every page has axe at hand. An init script is not subject to the page's policy. */
export async function contextWithAxe(browser, options) {
  const context = await browser.newContext(options);
  await context.addInitScript({ content: AXE });
  return context;
}

/**
 * Opens an address in a new page, hands it on with the list of what went wrong (a console message,
 * a failed request, a breach of the policy, a request to another host) and closes it.
 */
export async function visit(context, address, use) {
  const page = await context.newPage();
  const origin = new URL(address).origin;
  const problems = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => {
    // Aborted is what a page still wanted when the reader went on to the next one.
    const { errorText } = request.failure();
    if (errorText !== 'net::ERR_ABORTED') problems.push(`request failed: ${request.url()}: ${errorText}`);
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) problems.push(`another host: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  try {
    await page.goto(address, { waitUntil: 'load' });
    await use(page, problems);
    return problems;
  } finally {
    await page.close();
  }
}

/** A redirect page would be gone before it is seen: in such a context it stays. */
export function holdRedirects(context) {
  return context.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const html = await response.text();
    return route.fulfill({ response, body: html.replace(/<meta http-equiv="refresh"[^>]*>/, '') });
  });
}
