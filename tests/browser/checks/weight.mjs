// How much a news page weighs on the wire: its HTML and its stylesheets, compressed.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const MOST = 14_000;

export function weight(root, pages, note) {
  const news = pages.filter((page) => page.html.includes('"@type":"NewsArticle"'));
  return news.map((page) => ({
    name: `weight of ${page.address}`,
    problems: async () => {
      const sheets = [...page.html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((match) => match[1]);
      const texts = await Promise.all(sheets.map((sheet) => readFile(join(root, sheet))));
      const bytes = [Buffer.from(page.html), ...texts].map((text) => gzipSync(text, { level: 9 }).length);
      const sum = bytes.reduce((a, b) => a + b, 0);
      note(`${page.address} weighs ${bytes.join(' + ')} = ${sum} bytes (HTML + CSS, gzip)`);
      return sum <= MOST ? [] : [`${sum} bytes, more than ${MOST}`];
    },
  }));
}
