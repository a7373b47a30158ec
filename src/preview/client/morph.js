// Turns the page that is shown into another one with as few changes as there are differences, so
// that scrolling, focus, what is typed and what is unfolded stay as they are.

/** Turns the document into another. */
export function morphDocument(to) {
  const focused = document.activeElement;
  morphAttributes(document.documentElement, to.documentElement);
  morphHead(document.head, to.head);
  morphAttributes(document.body, to.body);
  morphChildren(document.body, to.body);
  // What was moved has lost it.
  if (document.activeElement !== focused && focused?.isConnected) focused.focus({ preventScroll: true });
}

/** Turns what is in an element into what is in another, which is used up. */
export function morphChildren(from, to) {
  let before = [...from.childNodes];
  let after = [...to.childNodes];
  // What is the same at both ends stays untouched.
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start].isEqualNode(after[start])) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end += 1;
  const next = before[before.length - end] ?? null;
  before = before.slice(start, before.length - end);
  after = after.slice(start, after.length - end);
  const partners = pair(before, after);
  for (const node of before) if (!partners.has(node)) node.remove();
  const partnerOf = new Map([...partners].map(([node, partner]) => [partner, node]));
  let place = before.find((node) => partners.has(node)) ?? next;
  for (const node of after) {
    const kept = partnerOf.get(node);
    if (!kept) {
      from.insertBefore(node, place);
    } else {
      if (kept !== place) from.insertBefore(kept, place);
      place = kept.nextSibling;
      morph(kept, node);
    }
  }
}

/**
 * Which node becomes which: the one with the same id, else the same, else the next of its kind. Each
 * is found by a key, so that long lists take no longer than they are long.
 */
function pair(before, after) {
  const partners = new Map();
  const free = new Set(after);
  for (const key of [byId, byContent, byKind]) {
    const waiting = new Map();
    for (const node of free) {
      const name = key(node);
      if (name === null) continue;
      if (waiting.has(name)) waiting.get(name).push(node);
      else waiting.set(name, [node]);
    }
    for (const nodes of waiting.values()) nodes.reverse();
    for (const node of before) {
      const partner = partners.has(node) || !waiting.size ? undefined : waiting.get(key(node))?.pop();
      if (!partner) continue;
      partners.set(node, partner);
      free.delete(partner);
    }
  }
  return partners;
}

const byId = (node) => (node.id ? `${node.nodeName} ${node.id}` : null);
const byContent = (node) => node.outerHTML ?? `${node.nodeName} ${node.data}`;
const byKind = (node) => (node.id ? null : `${node.nodeName} ${node.getAttribute?.('class') ?? ''}`);

function morph(from, to) {
  if (from.isEqualNode(to)) return;
  if (from.nodeType !== Node.ELEMENT_NODE) {
    from.data = to.data;
    return;
  }
  morphAttributes(from, to);
  morphChildren(from, to);
}

/** What the reader has unfolded, typed or chosen is the reader's. */
const READERS = { DETAILS: ['open'], DIALOG: ['open'], INPUT: ['value', 'checked'], OPTION: ['selected'] };

function morphAttributes(from, to) {
  const kept = READERS[from.nodeName] ?? [];
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !kept.includes(name)) from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value && !kept.includes(name)) from.setAttribute(name, value);
  }
}

/** A new stylesheet takes the old one's place when it has arrived, so that no page is ever bare. */
function morphHead(from, to) {
  const isSheet = (node) => node.nodeName === 'LINK' && node.rel === 'stylesheet';
  const isScript = (node) => node.nodeName === 'SCRIPT' && node.src;
  const old = [...from.children].filter(isSheet);
  const sheets = [...to.children].filter(isSheet);
  const gone = old.filter((sheet) => !sheets.some((other) => other.href === sheet.href));
  const fresh = sheets.filter((sheet) => !old.some((other) => other.href === sheet.href));
  for (const node of [...from.childNodes]) {
    if (!isSheet(node) && !isScript(node)) node.remove();
  }
  const first = [...from.children].find(isSheet) ?? null;
  for (const node of [...to.childNodes]) {
    if (!isSheet(node) && !isScript(node)) from.insertBefore(node, first);
  }
  let waiting = fresh.length;
  const arrived = () => {
    waiting -= 1;
    if (waiting > 0) return;
    for (const sheet of gone) sheet.remove();
    document.dispatchEvent(new Event('stylesheets'));
  };
  for (const sheet of fresh) {
    sheet.addEventListener('load', arrived, { once: true });
    sheet.addEventListener('error', arrived, { once: true });
    from.append(sheet);
  }
  if (fresh.length === 0 && gone.length) {
    for (const sheet of gone) sheet.remove();
    document.dispatchEvent(new Event('stylesheets'));
  }
}
