// On every page of the site in a preview: shows it anew when it changes, and says how it stands.

import { ask } from './api.js';
import { Bar } from './bar.js';
import { onChange } from './live.js';
import { morphDocument } from './morph.js';
import { noteStamps, renew } from './pictures.js';
import { showScheme } from './scheme.js';

const bar = new Bar({ refresh, showScheme });
document.documentElement.append(bar.element);

let shown;
let running;

/** Shows the page and its standing as they are now. A later call overtakes an earlier one. */
async function refresh() {
  running?.abort();
  const { signal } = running = new AbortController();
  try {
    const [gone] = await Promise.all([showPage(signal), showStanding(signal)]);
    bar.says(gone);
  } catch (error) {
    // The server is away, and tells when it is back; or a later call is on its way.
    if (!signal.aborted) bar.says('The preview does not answer. It was stopped, or is being started again.');
  }
}

/** The page stays as it was while there is none to show; then says why. */
async function showPage(signal) {
  const response = await fetch(location.pathname, { cache: 'no-cache', signal });
  if (response.redirected) {
    location.replace(response.url + location.hash);
    return undefined;
  }
  const text = await response.text();
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html');
  const wasThere = shown ? shown.ok : performance.getEntriesByType('navigation')[0].responseStatus < 400;
  if (!isPage || (!response.ok && wasThere)) {
    if (response.status === 404) return 'This page is no longer there. What you see is how it last was.';
    return 'This page cannot be made as its files are now. What you see is how it last was.';
  }
  if (text !== shown?.text) {
    if (isScripted()) return location.reload();
    const page = new DOMParser().parseFromString(text, 'text/html');
    renew(page);
    morphDocument(page);
    shown = { text, ok: response.ok };
    document.dispatchEvent(new Event('shown'));
  }
  return undefined;
}

async function showStanding(signal) {
  const standing = await ask('page', { path: location.pathname }, signal);
  bar.show(standing);
  noteStamps(standing.pictures);
  renew(document);
}

/** A page whose own script has changed it cannot be compared with its file: it is loaded anew. */
function isScripted() {
  return [...document.scripts].some((script) => script.src && !script.src.includes('/_preview/client/'));
}

if (isScripted()) {
  // What is on the screen now, so that only a change loads it anew.
  const response = await fetch(location.pathname, { cache: 'no-cache' });
  shown = { text: await response.text(), ok: response.ok };
}
document.addEventListener('stylesheets', () => showScheme(bar.scheme));
onChange(refresh);
showStanding().catch(() => bar.says('The preview does not answer.'));
