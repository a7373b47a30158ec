// Pictures whose file is replaced while their address stays the same: a browser would go on showing
// the one that it has, so the address gets another query.

const first = new Map();
const renewed = new Map();

/** Takes note of what tells the content of each picture of the page from another. */
export function noteStamps(pictures) {
  for (const [path, stamp] of Object.entries(pictures)) {
    if (!first.has(path)) first.set(path, stamp);
    if (renewed.has(path) || first.get(path) !== stamp) renewed.set(path, stamp);
  }
}

/** Has the pictures in a document shown as they are now. */
export function renew(root) {
  if (!renewed.size) return;
  for (const image of root.querySelectorAll('img[src]')) {
    const url = new URL(image.getAttribute('src'), location.href);
    const stamp = renewed.get(url.pathname);
    if (!stamp || url.searchParams.get('v') === stamp) continue;
    url.searchParams.set('v', stamp);
    image.setAttribute('src', url.pathname + url.search);
  }
}
