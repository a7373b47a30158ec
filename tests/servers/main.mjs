// Starts each server on a free port of loopback and asks it for every file of the site.

import { spawn } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { score } from './observatory.mjs';

const work = process.argv[2];
const root = path.join(work, 'public');

const STRICT = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const SEARCH = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
  "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** What every answer bears. */
const COMMON = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** Media types by what a name ends in; the first that fits. */
const TYPES = [
  ['/feed.xml', 'application/atom+xml; charset=utf-8'],
  ['/feed.json', 'application/feed+json'],
  ['.schema.json', 'application/schema+json'],
  ['.csl.json', 'application/vnd.citationstyles.csl+json'],
  ['/datapackage.json', null],
  ['.json', 'application/json'],
  ['.jsonld', 'application/ld+json'],
  ['.bib', 'application/x-bibtex'],
  ['.ris', 'application/x-research-info-systems'],
  ['.xml', 'application/xml; charset=utf-8'],
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.csv', 'text/csv; charset=utf-8'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.jpg', 'image/jpeg'],
];

const OPEN = ['bib', 'csv', 'json', 'jsonld', 'ris', 'xml'];
const SEARCH_PAGES = ['/it/cerca/', '/en/search/'];

const SERVERS = {
  nginx(port) {
    const config = path.join(work, 'nginx.main.conf');
    writeFileSync(config, `
      daemon off; pid ${work}/nginx.pid; error_log stderr crit; worker_processes 1;
      events { worker_connections 64; }
      http {
        access_log off;
        client_body_temp_path ${work}/t1; proxy_temp_path ${work}/t2; fastcgi_temp_path ${work}/t3;
        uwsgi_temp_path ${work}/t4; scgi_temp_path ${work}/t5;
        server { listen 127.0.0.1:${port}; root ${root}; include ${work}/nginx.conf; }
      }`);
    return ['nginx', '-c', config];
  },
  apache(port) {
    return apache(port, `Include ${work}/apache.conf`, 'None');
  },
  'apache, .htaccess'(port) {
    copyFileSync(`${work}/apache.conf`, `${root}/.htaccess`);
    return apache(port, '', 'All');
  },
  caddy(port) {
    const config = path.join(work, 'Caddyfile');
    writeFileSync(config, `{
  admin off
  auto_https off
  log {
    level ERROR
  }
}
http://127.0.0.1:${port} {
  bind 127.0.0.1
  root * ${root}
  import ${work}/caddy.conf
}
`);
    return ['caddy', 'run', '--config', config, '--adapter', 'caddyfile'];
  },
};

/** Apache with a snippet in its own configuration, or leave to read one from the site. */
function apache(port, include, override) {
  const config = path.join(work, 'apache.main.conf');
  const modules = ['mpm_event', 'authz_core', 'dir', 'mime', 'headers', 'alias'];
  writeFileSync(config, `
    ServerRoot ${work}
    ServerName localhost
    Listen 127.0.0.1:${port}
    PidFile ${work}/apache.pid
    TypesConfig /dev/null
    ErrorLog ${work}/apache.log
    LogLevel crit
    ${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
    User www-data
    Group www-data
    <VirtualHost 127.0.0.1:${port}>
      DocumentRoot ${root}
      <Directory ${root}>
        AllowOverride ${override}
          Require all granted
      </Directory>
      ${include}
    </VirtualHost>`);
  return ['apache2', '-f', config, '-DFOREGROUND'];
}

const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
  .filter((file) => !file.startsWith('_') && !/(^|\/)\.(?!well-known)/.test(file))
  .sort();

let failures = 0;
for (const [name, command] of Object.entries(SERVERS)) {
  const port = await freePort();
  const [program, ...args] = command(port);
  const child = spawn(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, HOME: work, XDG_DATA_HOME: work, XDG_CONFIG_HOME: work },
  });
  try {
    await listening(child, port);
    const problems = await check((target, method) => ask(port, target, method));
    for (const problem of problems.slice(0, 20)) console.error(`${name}: ${problem}`);
    if (problems.length > 20) console.error(`${name}: and ${problems.length - 20} more`);
    failures += problems.length;
    if (problems.length === 0) console.log(`${name}: ${files.length} files as promised`);
  } finally {
    child.kill('SIGTERM');
    rmSync(`${root}/.htaccess`, { force: true });
    await new Promise((done) => (child.exitCode === null ? child.once('exit', done) : done()));
  }
}
process.exit(failures === 0 ? 0 : 1);

/** Everything that is wrong with what a server answers. */
async function check(ask) {
  const problems = [];
  const expect = (what, found, expected) => {
    if (found !== expected) problems.push(`${what}: ${found}, not ${expected}`);
  };
  const headers = (target, answer, file) => {
    for (const [name, value] of Object.entries(COMMON)) {
      expect(`${target} ${name}`, answer.headers[name], value);
    }
    const csp = SEARCH_PAGES.includes(target) ? SEARCH : STRICT;
    expect(`${target} content-security-policy`, answer.headers['content-security-policy'], csp);
    const isOpen = OPEN.includes(file.split('.').pop());
    const sharing = isOpen ? 'cross-origin' : 'same-origin';
    expect(`${target} sharing`, answer.headers['cross-origin-resource-policy'], sharing);
    expect(`${target} readers`, answer.headers['access-control-allow-origin'], isOpen ? '*' : undefined);
    const isFixed = target.startsWith('/assets/');
    const caching = isFixed ? 'public, max-age=31536000, immutable' : 'no-cache';
    expect(`${target} cache-control`, answer.headers['cache-control'], caching);
  };

  for (const file of files) {
    const target = `/${file}`.replace(/\/index\.html$/, '/');
    const answer = await ask(target);
    const moved = target === '/vecchia/' || target.endsWith('/latest/');
    if (moved || target === '/sparita/') continue;
    expect(`${target} status`, answer.status, 200);
    headers(target, answer, file);
    const type = TYPES.find(([ending]) => `/${file}`.endsWith(ending));
    if (type === undefined && file !== 'SHA256SUMS') problems.push(`${target}: no media type known`);
    if (type?.[1]) expect(`${target} content-type`, answer.headers['content-type'], type[1]);
    if (Buffer.compare(answer.body, readFileSync(path.join(root, file))) !== 0) {
      problems.push(`${target}: other bytes`);
    }
  }

  const old = await ask('/vecchia/');
  expect('/vecchia/ status', old.status, 301);
  // Some servers write their own name before it.
  const own = (location) => location?.replace(/^http:\/\/127\.0\.0\.1:\d+/, '');
  expect('/vecchia/ location', own(old.headers.location), '/it/');
  headers('/vecchia/', old, 'index.html');
  const latest = await ask('/en/guidelines/incident-taxonomy-reading-guide/latest/');
  expect('latest status', latest.status, 302);
  expect('latest location', own(latest.headers.location), '/en/guidelines/incident-taxonomy-reading-guide/');

  for (const [target, status, page] of [
    ['/sparita/', 410, 'sparita/index.html'],
    ['/it/niente/', 404, 'it/404.html'],
    ['/en/nothing', 404, 'en/404.html'],
    ['/nothing', 404, '404.html'],
    ['/.bollettino', 404, null],
    ['/.git/config', 404, null],
  ]) {
    const answer = await ask(target);
    expect(`${target} status`, answer.status, status);
    headers(target, answer, 'index.html');
    if (page && Buffer.compare(answer.body, readFileSync(path.join(root, page))) !== 0) {
      problems.push(`${target}: not the page ${page}`);
    }
    if (page) expect(`${target} content-type`, answer.headers['content-type'], 'text/html; charset=utf-8');
  }

  const head = await ask('/it/', 'HEAD');
  expect('HEAD /it/', head.status, 200);
  headers('/it/', head, 'index.html');

  for (const target of ['/', '/it/', '/it/cerca/']) {
    const answer = await ask(target);
    const { points, reasons } = score(answer.headers, answer.body.toString());
    if (points < 125) problems.push(`${target}: ${points} points: ${reasons.join('; ')}`);
  }
  return problems;
}

function ask(port, target, method = 'GET') {
  return new Promise((done, fail) => {
    const request = http.request({ host: '127.0.0.1', port, path: target, method }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    });
    request.on('error', fail);
    request.end();
  });
}

function freePort() {
  return new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Resolves as soon as somebody listens, and fails when the server gives up. */
async function listening(child, port) {
  let gone = null;
  child.once('exit', (code) => { gone = code ?? 'a signal'; });
  child.once('error', (error) => { gone = error.message; });
  for (;;) {
    if (gone !== null) throw new Error(`the server ended with ${gone}`);
    const open = await new Promise((done) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('connect', () => { socket.destroy(); done(true); });
      socket.once('error', () => setTimeout(() => done(false), 20));
    });
    if (open) return;
  }
}
