// Two editions side by side: asks for them, shows them, and follows every change of their files.
import { ELSEWHERE, ask, tell as send } from './api.js';
import { h } from './dom.js';
import { given, goTo, oneAtATime, openInEditor, pageOf } from './going.js';
import { keys } from './keys.js';
import { onChange } from './live.js';
import { noteItem } from './notes.js';
import { badge, count, nameOf, reconcile } from './parts.js';
import { createRow, isOpen, statesOf, updateRow } from './rows.js';
import { failed, tell } from './toast.js';

const at = (id) => document.getElementById(id);
const publication = decodeURIComponent(location.pathname.replace(/^\/_preview\/compare\//, ''));
const asked = new URLSearchParams(location.search);

const page = {
  data: null,
  left: asked.get('left') ?? '',
  right: asked.get('right') ?? '',
  show: asked.get('show') ?? 'all',
  /** What to do once there is a name. */
  waiting: null,
};

const refresh = oneAtATime(async () => {
  try {
    const { left, right } = page;
    const data = await ask('compare', given({ publication, left, right }));
    // Another choice was made meanwhile.
    if (left === page.left && right === page.right) show(data);
  } catch (error) {
    failed(error);
  }
});

/** Shows what the server said; a comparison that cannot be made leaves the last one in place. */
function show(data) {
  const kept = holdPlace();
  document.title = `${data.title ?? data.publication} · Compare`;
  at('id').replaceChildren(h('code', {}, data.publication));
  showHead(data);
  showNotes(data);
  if (data.sides) {
    page.data = data;
    choose(data);
    showColumns(data);
    showRows();
  }
  kept();
}

function showHead(data) {
  const { title, hidden } = data;
  at('title').textContent = title ?? data.publication;
  at('title').lang = data.original;
  const sides = data.sides ?? [];
  const links = sides.filter((side) => !['absent', 'broken'].includes(side.role)).map((side) => {
    const label = `${nameOf(side.lang)} page`;
    const address = pageOf(data.publication, side.lang);
    if (!hidden && !side.preparing) return h('a', { href: address }, label);
    if ((hidden && !hidden.view) || data.token === null) return null;
    const view = { as_of: '', ...hidden?.view, drafts: side.preparing || hidden.view.drafts };
    return h('button', { type: 'button', class: 'place plain', onclick: () => goTo(address, view).catch(failed) }, label);
  });
  at('about').replaceChildren(...[
    h('span', {}, data.kind),
    hidden && badge(hidden.why, hidden.due ? `${hidden.text} · ${hidden.due.replace('T', ' ')}` : hidden.text),
    ...links,
  ].filter(Boolean));
}

function showNotes(data) {
  const list = data.notes.map((note) => noteItem(note, data, failed));
  const errors = data.notes.filter((note) => note.severity === 'error').length;
  const open = at('notes').querySelector('details')?.open ?? false;
  at('notes').hidden = list.length === 0;
  at('notes').replaceChildren(h('details', { open: open || !data.sides },
    h('summary', {}, badge(errors ? 'error' : 'warning', count(list.length, 'diagnostic')), ' of these files'),
    h('ul', {}, list)));
}

/** Fills the choices of languages. */
function choose(data) {
  const [left, right] = data.sides;
  for (const [id, side, other] of [['left', left, right], ['right', right, left]]) {
    const options = data.languages.map(({ lang, role }) => h('option', {
      value: lang, selected: lang === side.lang, disabled: lang === other.lang,
    }, `${nameOf(lang)}${role === 'translation' ? '' : ` (${role === 'absent' ? 'no edition' : role})`}`));
    if (document.activeElement !== at(id)) at(id).replaceChildren(...options);
    page[id] = side.lang;
  }
  remember();
}

function remember() {
  const parameters = new URLSearchParams({ left: page.left, right: page.right });
  if (page.show !== 'all') parameters.set('show', page.show);
  history.replaceState(null, '', `${location.pathname}?${parameters}`);
}

function showColumns(data) {
  const column = (side, name) => h('div', { class: `column ${name}` },
    h('h2', {}, h('span', { class: 'language' }, nameOf(side.lang)), badge(side.role, roleOf(side))),
    h('p', { class: 'readers' }, side.readers),
    side.role === 'translation' && acceptAll(data, name));
  at('columns').replaceChildren(...data.sides.map((side, index) => column(side, index ? 'right' : 'left')));
}

function roleOf(side) {
  if (side.role === 'translation') return `translation, ${side.percent} % accepted`;
  return { original: 'original', absent: 'no edition', withdrawn: 'withdrawn', broken: 'has errors' }[side.role];
}

/** The blocks of a side that could be accepted as they are, and those that need a word. */
function openCells(data, name) {
  const cells = data.rows.map((row) => row[name]).filter((cell) => cell && !cell.settled && cell.number);
  return [cells.filter((cell) => !cell.refusal), cells.filter((cell) => cell.refusal)];
}

function acceptAll(data, name) {
  const [ready, refused] = openCells(data, name);
  if (data.token === null) return h('p', { class: 'done' }, ELSEWHERE);
  if (ready.length + refused.length === 0) return h('p', { class: 'done' }, badge('current', 'All blocks are accepted and up to date'));
  const label = ready.length ? `Accept the page: ${count(ready.length, 'block')}` : 'No block can be accepted as it is';
  return h('p', {}, h('button', { type: 'button', class: 'all', disabled: !ready.length, 'data-focus': `all-${name}`, onclick: () => acceptPage(name) }, label));
}

async function acceptPage(name) {
  if (!named(() => acceptPage(name))) return;
  const { data } = page;
  const [ready, refused] = openCells(data, name);
  const side = data.sides[name === 'left' ? 0 : 1];
  at('confirm-text').textContent = `${count(ready.length, 'block')} of the ${nameOf(side.lang)} edition, as ${at('name').value.trim()}.`
    + (refused.length ? ` ${count(refused.length, 'block needs a reason', 'blocks need a reason')} or a translation first, and ${refused.length === 1 ? 'stays' : 'stay'} open.` : '');
  const dialog = at('confirm');
  at('confirm-note').value = '';
  dialog.returnValue = 'no';
  dialog.showModal();
  await new Promise((closed) => { dialog.addEventListener('close', closed, { once: true }); });
  if (dialog.returnValue === 'yes') await accept(name, ready, { note: at('confirm-note').value.trim() });
}

/** Whether a reviewer is named; if not, asks for the name, and goes on when it is given. */
function named(then) {
  if (at('name').value.trim()) return true;
  page.waiting = then;
  tell('Say who you are first: the name goes into the ledger.');
  at('name').focus();
  return false;
}

/** Vouches for blocks of a side; gives whether all were accepted. */
async function accept(name, cells, word) {
  if (!named(() => accept(name, cells, word))) return false;
  const side = page.data.sides[name === 'left' ? 0 : 1];
  try {
    const done = await send('accept', {
      publication, lang: side.lang, by: at('name').value.trim(),
      blocks: cells.map((cell) => [cell.number, cell.seen]), ...word,
    });
    const refused = done.refused.map(({ refusal }) => `${refusal.message}: ${refusal.help}`);
    tell(refused.length ? `Not accepted: ${refused[0]}.` : `${count(done.accepted.length, 'block')} accepted.`);
    await refresh();
    return done.refused.length === 0;
  } catch (error) {
    failed(error);
    await refresh();
    return false;
  }
}

const actions = {
  accept,
  named,
  failed,
  focusRow: (row) => row.focus(),
  open: (place) => openInEditor(page.data.editor, place).catch(failed),
};

function showRows() {
  const { data } = page;
  showFilters(data);
  const context = { data, actions };
  reconcile(at('rows'), data.rows, (row) => row.key, () => createRow(), (element, row) => updateRow(element, row, context));
  filter();
}

const STATES = ['missing', 'stale', 'codes-only', 'obsolete', 'edited', 'unreviewed', 'machine', 'forked', 'current'];

function showFilters(data) {
  const counted = new Map();
  const add = (name) => counted.set(name, (counted.get(name) ?? 0) + 1);
  for (const row of data.rows) {
    for (const state of new Set(statesOf(row))) add(state);
    if (isOpen(row)) add('open');
    if (row.faults.length) add('differs');
  }
  const kinds = [['all', 'All', data.rows.length], ['open', 'Open', counted.get('open') ?? 0]];
  for (const state of STATES) if (counted.has(state)) kinds.push([state, state, counted.get(state)]);
  if (counted.has('differs')) kinds.push(['differs', 'differs', counted.get('differs')]);
  if (!kinds.some(([name]) => name === page.show)) kinds.push([page.show, page.show, 0]);
  const button = ([name, label, number]) => ({ key: name, label, number });
  reconcile(at('filters'), kinds.map(button), (item) => item.key, () => h('button', { type: 'button', onclick: chooseFilter }), (element, item) => {
    element.replaceChildren(item.key in { all: 1, open: 1 } ? item.label : badge(item.key === 'differs' ? 'warning' : item.key, item.label), ` ${item.number}`);
    element.setAttribute('aria-pressed', String(page.show === item.key));
  });
}

function chooseFilter(event) {
  page.show = event.currentTarget.dataset.key;
  for (const button of at('filters').children) button.setAttribute('aria-pressed', String(button.dataset.key === page.show));
  remember();
  filter();
}

/** Hides the rows that the filter leaves out; one that has the focus hands it on. */
function filter() {
  const focused = document.activeElement?.closest?.('.row');
  const lets = (row) => page.show === 'all' || (page.show === 'open' && isOpen(row))
    || (page.show === 'differs' && row.faults.length > 0) || statesOf(row).includes(page.show);
  let shown = 0;
  [...at('rows').children].forEach((element, index) => {
    const row = page.data.rows[index];
    const isShown = lets(row);
    if (isShown) shown += 1;
    element.hidden = !isShown;
  });
  at('nothing').hidden = shown > 0;
  at('nothing').textContent = page.data.rows.length ? `No block is ${page.show}.` : 'There is no text to compare.';
  if (focused?.hidden) (nextShown(focused) ?? at('rows')).focus();
}

function nextShown(row) {
  const rows = [...at('rows').children];
  const start = rows.indexOf(row);
  return rows.slice(start).find((other) => !other.hidden) ?? rows.findLast((other) => !other.hidden);
}

/** Remembers what is read and what has the focus; gives what puts it back where it was. */
function holdPlace() {
  const active = document.activeElement;
  const row = active?.closest?.('.row');
  const focus = active?.dataset?.focus;
  const isSeen = (element) => !element.hidden && element.getBoundingClientRect().bottom > 120;
  const inView = row && row.getBoundingClientRect().bottom > 0 && row.getBoundingClientRect().top < innerHeight;
  const anchor = inView ? row : [...at('rows').children].find(isSeen);
  const before = scrollY > 0 && anchor ? anchor.getBoundingClientRect().top : null;
  return () => {
    if (before !== null && anchor.isConnected && !anchor.hidden) scrollBy(0, anchor.getBoundingClientRect().top - before);
    if (document.activeElement !== document.body || active === document.body) return;
    const again = focus && (row?.isConnected ? row : document).querySelector(`[data-focus="${focus}"]`);
    (again ?? (row?.isConnected && !row.hidden ? row : null))?.focus({ preventScroll: true });
  };
}

for (const id of ['left', 'right']) {
  at(id).addEventListener('change', () => {
    page[id] = at(id).value;
    refresh();
  });
}
at('swap').addEventListener('click', () => {
  [page.left, page.right] = [page.right, page.left];
  refresh();
});
at('name').value = localStorage.getItem('bollettino-reviewer') ?? '';
at('name').addEventListener('input', () => localStorage.setItem('bollettino-reviewer', at('name').value.trim()));
at('name').addEventListener('keydown', (event) => {
  const { waiting } = page;
  if (event.key !== 'Enter' || !waiting || !at('name').value.trim()) return;
  // The same key must not answer what is asked next.
  event.preventDefault();
  page.waiting = null;
  waiting();
});
at('help').addEventListener('click', () => at('keys').showModal());
keys({ rows: at('rows'), filters: at('filters'), help: at('keys'), switch: at('keys-on'), data: () => page.data, open: actions.open });
onChange(refresh, (isConnected) => { at('live').textContent = isConnected ? 'Live' : 'The preview does not answer'; });
refresh();
