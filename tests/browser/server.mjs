// A static file server on the loopback, as strict with the pages as a good host would be.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.xml': 'application/xml',
};

/** The production policies, as src/headers.rs and README.md have them. */
const STRICT = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];
const POLICY = STRICT.join('; ');
const SEARCH_POLICY = [...STRICT, "script-src 'self'", "connect-src 'self'"].join('; ');

/** Serves a folder; gives its origin and a function that closes it. */
export async function serve(root) {
  const server = createServer((request, response) => {
    answer(root, new URL(request.url, 'http://localhost').pathname).then(({ status, type, body }) => {
      const searches = type === TYPES['.html'] && body.includes('<body class="page-search">');
      response.writeHead(status, {
        'Content-Type': type,
        'Content-Security-Policy': searches ? SEARCH_POLICY : POLICY,
        'X-Content-Type-Options': 'nosniff',
      });
      response.end(body);
    });
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => server.close(),
  };
}

async function answer(root, path) {
  const file = await find(root, path);
  if (file) return page(200, file);
  const missing = (await find(root, `/${path.split('/')[1]}/404.html`)) ?? (await find(root, '/404.html'));
  return missing ? page(404, missing) : { status: 404, type: TYPES['.txt'], body: 'Not found\n' };
}

async function page(status, file) {
  return { status, type: TYPES[extname(file)] ?? 'application/octet-stream', body: await readFile(file) };
}

/** The file of an address, or nothing: an address with a slash at the end is its index.html. */
async function find(root, path) {
  let decoded;
  try {
    decoded = normalize(decodeURIComponent(path));
  } catch {
    return undefined;
  }
  if (decoded.includes('..') || decoded.includes('\0')) return undefined;
  const file = join(root, decoded.endsWith('/') ? `${decoded}index.html` : decoded);
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? file : undefined;
}
