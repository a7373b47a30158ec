// What single keys do while two editions are compared. They can be switched off: WCAG 2.1.4.
import { isOpen } from './rows.js';

const OFF = 'bollettino-keys-off';

/** Whether something is being typed or chosen. */
function isTyping(target) {
  return target.closest?.('input, select, textarea, dialog[open]') !== null;
}

/** Listens to keys. */
export function keys(page) {
  page.switch.checked = !localStorage.getItem(OFF);
  page.switch.addEventListener('change', () => {
    if (page.switch.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, 'yes');
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === 'Escape') return back(event);
    if (isTyping(event.target) || document.querySelector('dialog[open]') || !page.switch.checked) return undefined;
    const act = ACTIONS[event.key];
    if (!act || !page.data()) return undefined;
    event.preventDefault();
    return act(page);
  });
}

const ACTIONS = {
  j: (page) => step(page, 1),
  ArrowDown: (page) => step(page, 1),
  k: (page) => step(page, -1),
  ArrowUp: (page) => step(page, -1),
  a: (page) => button(page, 'accept')?.click(),
  n: (page) => button(page, 'note')?.click(),
  e: (page) => openPlace(page, 'translation'),
  o: (page) => openPlace(page, 'original'),
  f: (page) => (page.filters.querySelector('[aria-pressed="true"]') ?? page.filters.firstElementChild)?.focus(),
  '?': (page) => page.help.showModal(),
};

/** Closes a form and gives the focus back to its block. */
function back(event) {
  const row = event.target.closest?.('.row');
  if (!row || event.target === row) return;
  row.querySelectorAll('form:not([hidden])').forEach((form) => { form.hidden = true; });
  row.focus();
}

function current(page) {
  return document.activeElement?.closest?.('.row') ?? null;
}

function rowOf(page, element) {
  return page.data().rows[[...page.rows.children].indexOf(element)];
}

/** Goes to the next or the former block that is shown and open. */
function step(page, by) {
  const rows = [...page.rows.children].filter((row) => !row.hidden && isOpen(rowOf(page, row)));
  if (!rows.length) return;
  const here = current(page);
  const order = (a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING;
  const next = by > 0
    ? rows.find((row) => !here || (row !== here && order(here, row))) ?? rows.at(-1)
    : rows.findLast((row) => here && row !== here && order(row, here)) ?? rows[0];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'center' });
}

function button(page, name) {
  const row = current(page);
  return row?.querySelector(`.right [data-focus="${name}"]`) ?? row?.querySelector(`[data-focus="${name}"]`);
}

function openPlace(page, which) {
  const element = current(page);
  if (!element) return;
  const row = rowOf(page, element);
  const isOriginal = (cell) => cell.state === null;
  const cells = [row.right, row.left, row.original].filter((cell) => cell?.place);
  const cell = cells.find((cell) => isOriginal(cell) === (which === 'original')) ?? cells[0];
  if (cell) page.open(cell.place);
}
