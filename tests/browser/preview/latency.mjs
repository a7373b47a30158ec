// How long it takes from a save to the browser's new content, in milliseconds:
//
//     node preview/latency.mjs PROGRAM SITE PATH FILE [ROUNDS]
//
// PATH is the address of the page that shows FILE, a text of the site; it is put back at the end.
import { resolve } from 'node:path';
import { launch } from '../browser.mjs';
import { file, serve } from './preview.mjs';

const [program, site, path, name, rounds = '40'] = process.argv.slice(2);
const { origin, stop } = await serve(resolve(program), resolve(site));
const browser = await launch();
const page = await browser.newPage();
const opened = performance.now();
await page.goto(origin + path);
console.log(`first page: ${(performance.now() - opened).toFixed(0)} ms`);

const text = file(site, name);
const times = [];
for (let round = 0; round < Number(rounds); round += 1) {
  const word = `saved-${round}-${Date.now()}`;
  await page.evaluate((word) => {
    window.seen = new Promise((seen) => {
      new MutationObserver((_, observer) => {
        if (!document.body.textContent.includes(word)) return;
        observer.disconnect();
        // When it is on the screen, not only in the document.
        requestAnimationFrame(() => seen(performance.timeOrigin + performance.now()));
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
  }, word);
  const saved = performance.timeOrigin + performance.now();
  text.change((before) => `${before}\n\n${word}\n`);
  times.push((await page.evaluate(() => window.seen)) - saved);
  await page.waitForTimeout(400);
}
text.restore();
await browser.close();
await stop();
times.sort((a, b) => a - b);
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(0);
console.log(`from save to screen, ${rounds} rounds: median ${at(0.5)} ms, nine of ten under ${at(0.9)} ms, at most ${at(1)} ms`);
