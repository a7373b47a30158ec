// Mozilla's HTTP Observatory scores a site by its answers. These are its published rules, as far as
// a static site can meet or break them, for one answer over HTTPS: 100 points to begin with, points
// taken away for what is missing, and points on top that count from 90 on.
//
// Source: MDN, HTTP Observatory: tests and scoring.

/** Attributes of `<script>` and `<link rel=stylesheet>` tags. */
function loaded(html) {
  const tags = [...html.matchAll(/<(script|link)\b([^>]*)>/g)];
  return tags
    .filter(([, name, rest]) => (name === 'script' ? / src=/.test(rest) : /rel="stylesheet"/.test(rest)))
    .map(([, name, rest]) => ({ name, url: /(?:src|href)="([^"]*)"/.exec(rest)[1], integrity: / integrity="sha384-/.test(rest) }));
}

export function score(headers, html) {
  let points = 100;
  let bonus = 0;
  const reasons = [];
  const lose = (many, why) => { points -= many; reasons.push(`-${many} ${why}`); };
  const win = (many, why) => { bonus += many; reasons.push(`+${many} ${why}`); };

  const csp = Object.fromEntries((headers['content-security-policy'] ?? '').split(';')
    .map((directive) => directive.trim().split(/\s+/)).filter(([name]) => name)
    .map(([name, ...sources]) => [name, sources]));
  const scripts = csp['script-src'] ?? csp['default-src'];
  const styles = csp['style-src'] ?? csp['default-src'];
  if (!scripts) lose(25, 'no Content-Security-Policy');
  else if (scripts.some((s) => s === "'unsafe-inline'" || s === 'data:' || s === '*' || s === 'https:')) lose(20, 'unsafe sources of scripts');
  else if (scripts.includes("'unsafe-eval'")) lose(10, 'unsafe-eval');
  else if (Object.values(csp).flat().some((s) => s.startsWith('http:'))) lose(20, 'sources over HTTP');
  else if (styles?.includes("'unsafe-inline'")) win(0, 'unsafe styles');
  else if (csp['default-src']?.join() === "'none'") win(10, "default-src 'none'");
  else win(5, 'no unsafe sources');

  const hsts = headers['strict-transport-security'];
  const age = Number(/max-age=(\d+)/.exec(hsts ?? '')?.[1] ?? -1);
  if (age < 0) lose(20, 'no HSTS');
  else if (age < 15768000) lose(10, 'HSTS for less than six months');
  // Whether a name is in the browsers' lists cannot be told from its answers; no points for it.

  if (csp['frame-ancestors']) win(5, 'frame-ancestors');
  else if (!/^(DENY|SAMEORIGIN)$/i.test(headers['x-frame-options'] ?? '')) lose(20, 'may be framed');
  if (headers['x-content-type-options'] !== 'nosniff') lose(5, 'no nosniff');

  const referrer = headers['referrer-policy'];
  const isPrivate = ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'];
  if (isPrivate.includes(referrer)) win(5, 'private Referrer-Policy');
  else if (referrer) lose(5, 'unsafe Referrer-Policy');

  const corp = headers['cross-origin-resource-policy'];
  if (['same-origin', 'same-site'].includes(corp)) win(10, 'CORP');
  if (headers['cross-origin-embedder-policy'] === 'require-corp') win(10, 'COEP');
  if (headers['cross-origin-opener-policy'] === 'same-origin') win(10, 'COOP');
  if (headers['access-control-allow-origin'] === '*') lose(0, 'readable by all');
  if (headers['set-cookie']) lose(20, 'a cookie');

  const files = loaded(html);
  const foreign = files.filter(({ url }) => /^(https?:)?\/\//.test(url));
  const foreignScripts = foreign.filter(({ name }) => name === 'script');
  if (foreignScripts.some(({ integrity }) => !integrity)) lose(5, 'scripts from elsewhere without a digest');
  if (foreign.some(({ url }) => url.startsWith('http:'))) lose(50, 'loaded over HTTP');
  const ownScripts = files.filter(({ name }) => name === 'script');
  if (ownScripts.length > 0 && ownScripts.every(({ integrity }) => integrity)) win(5, 'SRI');

  return { points: points >= 90 ? points + bonus : points, reasons };
}
