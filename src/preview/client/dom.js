// Elements made from data. Texts become text nodes, so nothing that a site says is read as HTML.

/**
 * Makes an element: h('a', { href: '/it/', class: 'x', onclick: f }, 'text', child, …).
 * A property that is false or missing is left out, one that is true is an empty attribute, a
 * function is a listener; children that are false or missing are left out, lists are unfolded.
 */
export function h(name, properties, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}
