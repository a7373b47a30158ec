// What the preview's own pages are put together from: badges with icons, counts, lists kept up to date.
import { h } from './dom.js';

const SVG = 'http://www.w3.org/2000/svg';

/** An element of a drawing. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.flat(Infinity));
  return element;
}

/** Lines on a field of 16 by 16. */
const ICONS = {
  original: ['M4 2.5h8v11H4z', 'M6 5.5h4M6 8h4M6 10.5h2'],
  translation: ['M2.5 5h9M9 2.5 11.5 5 9 7.5', 'M13.5 11h-9M7 8.5 4.5 11 7 13.5'],
  current: ['M3 8.5 6.5 12 13 4.5'],
  stale: ['M8 2a6 6 0 1 0 .01 0z', 'M8 4.5V8l2.5 2'],
  missing: ['M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11', 'M5.5 8h5'],
  'codes-only': ['M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5'],
  obsolete: ['M3.5 3.5l9 9M12.5 3.5l-9 9'],
  edited: ['M2.5 13.5l.8-3L10.5 3.3l2.2 2.2-7.2 7.2z', 'M9 5l2.2 2.2'],
  unreviewed: ['M1.5 8C3.4 5 5.6 3.6 8 3.6S12.6 5 14.5 8c-1.9 3-4.1 4.4-6.5 4.4S3.4 11 1.5 8z', 'M8 6.2a1.8 1.8 0 1 0 .01 0z'],
  machine: ['M4.5 4.5h7v7h-7z', 'M6.5 4.5v-2M9.5 4.5v-2M6.5 13.5v-2M9.5 13.5v-2M4.5 6.5h-2M4.5 9.5h-2M13.5 6.5h-2M13.5 9.5h-2'],
  forked: ['M4.5 2.5v11', 'M4.5 9.5c4.5 0 6.5-2 6.5-7'],
  absent: ['M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11'],
  withdrawn: ['M8 2a6 6 0 1 0 .01 0z', 'M3.8 3.8l8.4 8.4'],
  broken: ['M8 2a6 6 0 1 0 .01 0z', 'M8 4.5V9M8 11v.6'],
  error: ['M8 2a6 6 0 1 0 .01 0z', 'M8 4.5V9M8 11v.6'],
  warning: ['M8 2.2 14.5 13.5h-13z', 'M8 6.2v3.6M8 11.3v.5'],
  overdue: ['M8 2a6 6 0 1 0 .01 0z', 'M8 4.5V8l2.5 2'],
  critical: ['M8 2.2 14.5 13.5h-13z', 'M8 6.2v3.6M8 11.3v.5'],
  draft: ['M2.5 13.5l.8-3L10.5 3.3l2.2 2.2-7.2 7.2z'],
  embargo: ['M8 2a6 6 0 1 0 .01 0z', 'M8 4.5V8l2.5 2'],
  restricted: ['M3.5 7.5h9v6h-9z', 'M5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5'],
  held: ['M5.5 3.5v9M10.5 3.5v9'],
  preparing: ['M2.5 13.5l.8-3L10.5 3.3l2.2 2.2-7.2 7.2z'],
};

/** A small drawing that says the same as the word beside it. */
export function icon(name) {
  const lines = (ICONS[name] ?? ICONS.original).map((d) => svg('path', { d }));
  return svg('svg', { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' }, ...lines);
}

/** A word with its icon, in the colour of its class. */
export function badge(name, word) {
  return h('span', { class: `badge is-${name}` }, icon(name), h('span', {}, word));
}

const languages = new Intl.DisplayNames(['en'], { type: 'language' });

/** What a language is called in English. */
export function nameOf(lang) {
  try {
    return languages.of(lang) ?? lang;
  } catch {
    return lang;
  }
}

/** `1 block`, `2 blocks`. */
export function count(number, one, several = `${one}s`) {
  return `${number.toLocaleString('en')} ${number === 1 ? one : several}`;
}

/**
 * Brings the children of an element up to date with a list. Each item has a key; what is there
 * already is kept and handed to `update`, so that focus and typed text survive. Items whose keys
 * are new take the elements of those between the same neighbours that are gone.
 */
export function reconcile(parent, items, keyOf, create, update) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const keys = items.map(keyOf);
  const wanted = new Set(keys);
  const spare = gaps(parent, wanted);
  let before = '';
  const elements = items.map((item, at) => {
    let element = known.get(keys[at]);
    if (element) before = keys[at];
    element ??= spare.get(before)?.shift();
    if (!element) {
      element = create(item);
    }
    element.dataset.key = keys[at];
    update(element, item, at);
    return element;
  });
  const kept = new Set(elements);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const element of elements) {
    if (element === next) next = next.nextElementSibling;
    else parent.insertBefore(element, next);
  }
}

/** The children that are no longer wanted, by the wanted one that they follow. */
function gaps(parent, wanted) {
  const spare = new Map();
  let before = '';
  for (const child of parent.children) {
    if (wanted.has(child.dataset.key)) before = child.dataset.key;
    else spare.set(before, [...(spare.get(before) ?? []), child]);
  }
  return spare;
}
