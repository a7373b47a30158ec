// A row of the comparison: one block in each edition.
import { h } from './dom.js';
import { inCode, placeLink } from './notes.js';
import { badge, nameOf } from './parts.js';

/** The states in which a block is. */
export function statesOf(row) {
  return [row.left, row.right].map((cell) => cell?.state).filter(Boolean);
}

/** Whether somebody still has to look at it. */
export function isOpen(row) {
  return [row.left, row.right].some((cell) => cell && !cell.settled);
}

/** A row without anything in it yet. */
export function createRow() {
  const cell = (name) => h('div', { class: `cell ${name}` }, h('div', { class: 'body' }), acceptForm());
  return h('li', { class: 'row', tabindex: '-1' },
    h('p', { class: 'kind' }),
    h('div', { class: 'apart' }),
    cell('left'),
    cell('right'));
}

/** Brings a row up to date; what has not changed is left alone, and so is what is typed. */
export function updateRow(element, row, context) {
  const { data } = context;
  const said = JSON.stringify([row, data.sides.map((side) => [side.lang, side.role])]);
  if (element.said === said) return;
  element.said = said;
  element.className = `row kind-${row.kind}${isOpen(row) ? ' is-open' : ''}`;
  element.setAttribute('aria-label', [row.label, ...statesOf(row)].join(', '));
  element.querySelector('.kind').replaceChildren(row.label);
  const apart = row.original && h('div', { class: 'body' }, h('p', { class: 'tag' }, `${nameOf(data.original)}, original`), text(row, row.original, data.original, 'auto'), pictureOf(row.original), faultList(row, 'original'));
  element.querySelector('.apart').replaceChildren(...(apart ? [apart] : []));
  data.sides.forEach((side, index) => {
    const name = index ? 'right' : 'left';
    const cell = row[name];
    const place = element.querySelector(`:scope > .${name}`);
    place.className = `cell ${name} ${cell?.state ? `is-${cell.state}` : 'is-original'}`;
    const body = place.querySelector('.body');
    const focus = body.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    body.replaceChildren(...cellParts(element, row, name, side, context));
    if (focus) (body.querySelector(`[data-focus="${focus}"]`) ?? element).focus({ preventScroll: true });
    updateForm(place.querySelector('form'), element, row, name, context);
  });
}

function cellParts(element, row, name, side, context) {
  const cell = row[name];
  const tag = h('p', { class: 'tag' }, nameOf(side.lang));
  if (!cell) return [tag, h('p', { class: 'none' }, 'Nothing here')];
  const settled = cell.settled && cell.state;
  const state = cell.state && h('p', { class: 'state' }, badge(cell.state, cell.state), cell.critical && badge('critical', 'critical'));
  return [
    tag,
    !settled && state,
    pictureOf(cell),
    cell.text ? clickable(text(row, cell, side.lang, side.dir), cell, context) : h('p', { class: 'none' }, NONE[cell.state] ?? 'No text here'),
    faultList(row, name),
    cell.was && difference(cell, context.data.original),
    settled && h('div', { class: 'settled' }, state, cell.accepted && acceptedBy(cell.accepted), editLink(cell, context)),
    !settled && cell.accepted && acceptedBy(cell.accepted),
    cell.refusal && !cell.settled && cell.refusal.why !== 'differs' && h('p', { class: 'hint' }, `${capital(cell.refusal.help)}.`),
    !settled && actions(element, cell, name, context),
  ].filter(Boolean);
}

const NONE = {
  missing: 'Readers do not get this block.',
  forked: 'Left out on purpose.',
};

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function pictureOf(cell) {
  if (!cell.picture) return null;
  const { path, stamp } = cell.picture;
  const address = `/_preview/picture/${path.split('/').map(encodeURIComponent).join('/')}?v=${stamp}`;
  return h('p', { class: 'picture' }, h('img', { src: address, alt: '', loading: 'lazy' }));
}

/** A click on a text opens its file, unless some of it was selected. */
function clickable(element, cell, context) {
  if (!cell.place || context.data.token === null) return element;
  element.classList.add('opens');
  element.addEventListener('click', () => {
    if (getSelection().isCollapsed) context.actions.open(cell.place);
  });
  return element;
}

/** A block's text, as the kind of thing it is. */
function text(row, cell, lang, dir) {
  const tag = row.kind === 'code' || row.kind === 'component' ? 'pre' : 'p';
  const of = (pieces) => pieces.map((piece) => pieceOf(piece));
  const attributes = { class: 'text', lang, dir };
  if (row.kind === 'row') {
    return h('p', attributes, cellsOf(cell.text).map((pieces) => h('span', { class: 'table-cell' }, of(pieces))));
  }
  return h(tag, attributes, of(cell.text));
}

/** The cells of a table's row. */
function cellsOf(pieces) {
  const cells = [[]];
  for (const piece of pieces) {
    const parts = piece.code ? [piece.text] : piece.text.split(' | ');
    parts.forEach((part, at) => {
      if (at) cells.push([]);
      if (part) cells.at(-1).push({ ...piece, text: part });
    });
  }
  return cells;
}

function pieceOf({ text: words, code, faults }) {
  const shown = code ? h('code', {}, words) : words;
  if (!faults.length) return shown;
  return h('mark', { class: 'fault' }, shown, faults.map((number) => h('sup', {}, number + 1)));
}

/** What does not agree, as far as it is told on one side. */
function faultList(row, name) {
  const faults = row.faults.map((fault, number) => ({ ...fault, number: number + 1 })).filter((fault) => fault.side === name);
  return faults.length > 0 && h('ul', { class: 'faults' }, faults.map(faultItem));
}

function faultItem({ number, code, severity, message, help }) {
  return h('li', { class: `is-${severity}` },
    h('span', { class: 'number' }, number), badge(severity, severity), ' ', h('span', {}, inCode(message)), ' ', h('code', {}, code),
    h('span', { class: 'to-do' }, ' ', capital(help), '.'));
}

/** What has changed in the original: what went is struck through, what came is underlined. */
function difference(cell, original) {
  const run = ({ change, text: words }) => {
    if (change === 'gone') return h('del', {}, words);
    return change === 'new' ? h('ins', {}, words) : words;
  };
  return h('div', { class: 'was' },
    h('p', { class: 'tag' }, 'The original since it was accepted: ', h('del', {}, 'then'), ' ', h('ins', {}, 'now')),
    h('p', { lang: original, dir: 'auto' }, cell.was.map(run)));
}

function acceptedBy({ date, by, unchanged, despite, note }) {
  const reasons = [unchanged && `unchanged: ${unchanged}`, ...despite.map(([code, why]) => `despite ${code}: ${why}`), note && `note: ${note}`].filter(Boolean);
  return h('p', { class: 'accepted' }, `Accepted ${date}${by ? ` by ${by}` : ''}${reasons.length ? `; ${reasons.join('; ')}` : ''}`);
}

/** What opens a block's file at its line. */
function editLink({ place }, { data, actions: act }) {
  if (!place) return null;
  const edit = placeLink(place, data, act.failed, `${place.path.split('/').at(-1)}:${place.line}`);
  edit.dataset.focus = 'edit';
  edit.setAttribute('aria-label', `Edit ${edit.textContent}`);
  return edit;
}

function actions(element, cell, name, context) {
  const { actions: act } = context;
  const edit = editLink(cell, context);
  const press = () => {
    const form = element.querySelector(`:scope > .${name} form`);
    if (cell.refusal) openForm(form);
    else act.accept(name, [cell], {});
  };
  const word = WORDS[cell.refusal?.why] ?? 'Accept';
  const mayAccept = cell.number && !cell.settled && context.data.token !== null;
  const accept = mayAccept && h('button', { type: 'button', class: 'accept', 'data-focus': 'accept', onclick: press }, word);
  const open = () => openForm(element.querySelector(`:scope > .${name} form`));
  const note = mayAccept && !cell.refusal && h('button', { type: 'button', class: 'plain', 'data-focus': 'note', onclick: open }, 'With a note …');
  return (edit || accept) && h('p', { class: 'actions' }, accept, note, edit);
}

/** What the button says where a block is not accepted as it is. */
const WORDS = {
  missing: 'Leave it out …',
  obsolete: 'Keep it …',
  untouched: 'Accept unchanged …',
  differs: 'Accept all the same …',
};

let forms = 0;

/** Where a reason or a note is given; it stays while the block around it changes. */
function acceptForm() {
  forms += 1;
  const id = `reason-${forms}`;
  return h('form', { class: 'word', hidden: true },
    h('p', { class: 'why' }),
    h('div', { class: 'field' }, h('label', { for: id }), h('textarea', { id, rows: '2', 'data-focus': 'reason' })),
    h('p', { class: 'buttons' }, h('button', { class: 'main' }, 'Accept'), h('button', { type: 'button', class: 'cancel' }, 'Cancel')));
}

function openForm(form) {
  form.hidden = false;
  form.querySelector(form.dataset.begins).focus();
}

const SURE = {
  missing: 'Leave it out on purpose',
  obsolete: 'Keep it on purpose',
  untouched: 'Accept with this reason',
  differs: 'Accept with this reason',
};

function updateForm(form, element, row, name, { actions: act }) {
  const cell = row[name];
  const reason = form.querySelector('textarea');
  if (!cell?.number || cell.settled) {
    form.hidden = true;
    reason.value = '';
    return;
  }
  const { refusal } = cell;
  const needsReason = refusal?.why === 'untouched' || refusal?.why === 'differs';
  const why = refusal ? [...inCode(`${capital(refusal.message)}.`), ' ', h('span', {}, `${capital(refusal.help)}.`)] : [];
  form.querySelector('.why').replaceChildren(...why);
  form.querySelector('label').textContent = needsReason ? 'Reason, for the ledger' : 'Note, for the ledger (may stay empty)';
  reason.required = needsReason;
  form.querySelector('.main').textContent = SURE[refusal?.why] ?? 'Accept';
  form.dataset.begins = refusal && !needsReason ? '.main' : 'textarea';
  form.querySelector('.cancel').onclick = () => {
    form.hidden = true;
    element.focus();
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    const note = reason.value.trim();
    if (needsReason && !note) return reason.focus();
    return act.accept(name, [cell], {
      note, forked: Boolean(refusal) && !needsReason, unchanged: refusal?.why === 'untouched', despite: refusal?.checks ?? [],
    }).then((isDone) => { if (isDone && !element.hidden) element.focus({ preventScroll: true }); });
  };
}
