// How the site stands: asks for what matches, shows it, and follows every change.
import { ask } from './api.js';
import { h } from './dom.js';
import { comparisonOf, given, goTo, oneAtATime, pageOf } from './going.js';
import { onChange } from './live.js';
import { noteItem } from './notes.js';
import { badge, count, nameOf, reconcile, svg } from './parts.js';
import { failed } from './toast.js';

const at = (id) => document.getElementById(id);
const FILTERS = ['q', 'kind', 'lang', 'state', 'hidden'];
const limits = { rows: 0, notes: 0 };

const refresh = oneAtATime(async () => {
  try {
    const chosen = Object.fromEntries(FILTERS.map((name) => [name, at(name).value]));
    show(await ask('dashboard', given({ ...chosen, ...limits })));
  } catch (error) {
    failed(error);
  }
});

function show(data) {
  showAbout(data);
  choices(data);
  reconcile(at('progress'), data.languages, (language) => language.lang, () => h('li'), (element, language) => renew(element, language, progressParts));
  at('found').textContent = data.matching === data.rows
    ? `${count(data.rows, 'edition or translation', 'editions and translations')}, the most urgent first`
    : `${data.matching.toLocaleString('en')} of ${count(data.rows, 'edition or translation', 'editions and translations')}`;
  const stages = Object.fromEntries(data.languages.map((language) => [language.lang, language]));
  reconcile(at('list'), data.publications, (publication) => publication.id, () => h('li', { class: 'publication' }),
    (element, publication) => renew(element, [publication, stages, data.drafts, data.token], () => publicationParts(publication, stages, data)));
  at('more').hidden = data.shown >= data.matching;
  showNotes('words', data.words, data, 'No language that is complete lacks any.');
  const waiting = data.borrowed.list.map((note) => ({ ...note, severity: 'preparing', label: 'to translate' }));
  showNotes('borrowed', { ...data.borrowed, list: waiting }, data, 'Nothing to translate.', 'string');
  showNotes('notes', data.notes, data, data.sweeping ? 'Nothing so far.' : 'Nothing to say.');
  at('sweeping').hidden = !data.sweeping;
}

/** Makes the content of an element anew where what it says has changed; the focus stays. */
function renew(element, said, parts) {
  const text = JSON.stringify(said);
  if (element.said === text) return;
  element.said = text;
  const focus = element.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  element.replaceChildren(...parts(said));
  if (focus) element.querySelector(`[data-focus="${focus}"]`)?.focus({ preventScroll: true });
}

const WHY = { draft: 'draft', embargo: 'not due', held: 'held back', restricted: 'restricted', preparing: 'in preparation' };

function showAbout(data) {
  const { counts, hidden } = data;
  const tallies = [
    [counts.error, 'error', 'error'], [counts.warning, 'warning', 'warning'], [counts.overdue, 'overdue', 'overdue'],
  ].filter(([number]) => number).map(([number, kind, word]) => badge(kind, count(number, word, kind === 'overdue' ? word : `${word}s`)));
  const kept = Object.entries(hidden).map(([why, number]) => badge(why, `${number} ${WHY[why]}`));
  const time = data.now && h('span', {}, `${data.now.replace('T', ' ')} in ${data.time_zone}`);
  const said = tallies.length ? tallies : [badge('current', 'no errors, no warnings')];
  at('about').replaceChildren(...said, ...kept, ...(time ? [time] : []));
}

/** Fills the choices that depend on the site. */
function choices(data) {
  const lists = { kind: data.kinds.map((kind) => [kind, kind]), lang: data.languages.map(({ lang }) => [lang, nameOf(lang)]) };
  for (const [id, options] of Object.entries(lists)) {
    const said = JSON.stringify(options);
    if (at(id).said === said) continue;
    at(id).said = said;
    const { value } = at(id);
    at(id).replaceChildren(h('option', { value: '' }, 'all'), ...options.map(([option, label]) => h('option', { value: option }, label)));
    at(id).value = value;
  }
}

const STATES = ['current', 'forked', 'edited', 'unreviewed', 'machine', 'codes-only', 'stale', 'obsolete', 'missing'];

/** Blocks by state as a bar; the words beside it say the same. */
function stateBar(states) {
  const all = STATES.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  if (!all) return null;
  let x = 0;
  const parts = STATES.filter((state) => states[state]).map((state) => {
    const width = (states[state] / all) * 100;
    const part = svg('rect', { class: `is-${state}`, x, y: 0, width, height: 4 });
    x += width;
    return part;
  });
  return svg('svg', { class: 'states-bar', viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, ...parts);
}

function stateBadges(states) {
  return STATES.filter((state) => states[state]).reverse().map((state) => badge(state, `${states[state].toLocaleString('en')} ${state}`));
}

function progressParts(language) {
  const { lang, stage, originals, translations, settled, absent, states, percent, borrowed } = language;
  return [
    h('h3', {}, nameOf(lang), ' ', h('code', {}, lang), stage === 'full' ? null : badge('preparing', stage === 'partial' ? 'partial' : 'in preparation')),
    h('p', { class: 'numbers' }, translations + absent ? [h('strong', {}, `${percent} %`), ' of words accepted'] : 'no translations'),
    stateBar(states),
    h('p', { class: 'small' }, [
      count(originals, 'original'), `${settled.toLocaleString('en')} of ${count(translations + absent, 'translation')} up to date`, absent ? `${absent.toLocaleString('en')} not begun` : null,
      borrowed ? `${count(borrowed, 'string')} of the interface to translate` : null,
    ].filter(Boolean).join(' · ')),
    h('p', { class: 'badges' }, stateBadges(states)),
  ].filter(Boolean);
}

function publicationParts(publication, stages, data) {
  const { id, kind, title, original, date, hidden, rows } = publication;
  return [
    h('div', { class: 'what' },
      h('h3', { lang: original, dir: stages[original]?.dir }, title ?? id),
      h('p', { class: 'small' }, `${kind}${date ? ` · ${date}` : ''} · `, h('code', {}, id)),
      hidden && h('p', { class: 'small hidden-why' }, badge(hidden.why, WHY[hidden.why]), ' ', reason(hidden))),
    h('ul', { class: 'rows' }, rows.map((row) => rowItem(row, publication, stages, data))),
  ];
}

function reason({ text, due, why }) {
  const when = due ? `${why === 'embargo' ? 'due' : 'and not due before'} ${due.replace('T', ' ')}` : '';
  return [why === 'draft' || why === 'embargo' ? '' : text, when].filter(Boolean).join(', ');
}

function rowItem(row, publication, stages, data) {
  const { lang, role, withdrawn, states, percent, errors, warnings } = row;
  const roleBadge = {
    original: () => badge('original', 'original'),
    absent: () => badge('absent', 'no edition'),
    broken: () => badge('broken', 'cannot be read'),
    translation: () => null,
  }[role]();
  return h('li', { class: `is-${role}` },
    h('span', { class: 'language' }, nameOf(lang)),
    h('span', { class: 'badges' }, roleBadge, withdrawn && badge('withdrawn', 'withdrawn'), role === 'translation' && stateBadges(states),
      errors > 0 && badge('error', count(errors, 'error')), warnings > 0 && badge('warning', count(warnings, 'warning'))),
    h('span', { class: 'percent' }, role === 'translation' && [stateBar(states), h('span', {}, `${percent} %`)]),
    h('span', { class: 'links' }, previewLink(row, publication, stages, data), compareLink(row, publication)));
}

/** A link to the page; where the public does not see it, a button that first chooses another view. */
function previewLink({ lang, role }, { id, title, hidden }, stages, data) {
  if (role === 'absent' || role === 'broken') return null;
  const name = `${title ?? id}, ${nameOf(lang)}`;
  const isPreparing = stages[lang]?.stage === 'preparing' && !data.drafts;
  const view = hidden ? hidden.view : isPreparing && { drafts: true, as_of: '' };
  const address = pageOf(id, lang);
  if (hidden && !view) return h('span', { class: 'small' }, 'no page');
  if (view && data.token === null) return h('span', { class: 'small' }, 'not public');
  if (!view) return h('a', { href: address, 'data-focus': `page-${lang}`, 'aria-label': `Page: ${name}` }, 'Page');
  const how = [view.drafts && 'with drafts', view.as_of && `as of ${hidden.due.replace('T', ' ')}`].filter(Boolean).join(', ');
  return h('button', {
    type: 'button', class: 'place plain', 'data-focus': `page-${lang}`, 'aria-label': `Page ${how}: ${name}`, title: `Shows the site ${how}`,
    onclick: () => goTo(address, view).catch(failed),
  }, 'Page', h('span', { class: 'how' }, ` ${how}`));
}

function compareLink({ lang, role }, { id, title, original, rows }) {
  if (role === 'original' && rows.length > 1) return null;
  const address = comparisonOf(id, original ?? '', role === 'original' ? '' : lang);
  return h('a', { href: address, 'data-focus': `compare-${lang}`, 'aria-label': `Compare: ${title ?? id}, ${nameOf(lang)}` }, 'Compare');
}

function showNotes(id, { total, list }, desk, none, word = 'diagnostic') {
  at(`${id}-found`).textContent = total === 0 ? none : `${count(total, word)}${total > list.length ? `, the first ${list.length}` : ''}`;
  const key = (note) => `${note.code} ${note.message} ${note.place?.path ?? ''}:${note.place?.line ?? ''}:${note.place?.column ?? ''}`;
  reconcile(at(`${id}-list`), list, key, () => h('li'), (element, note) => {
    renew(element, [note, desk.editor, desk.token], () => [...noteItem(note, desk, failed).childNodes]);
    element.className = `note is-${note.severity}`;
  });
  at(`more-${id}`).hidden = list.length >= total;
}

/** What is chosen stands in the address, so that it can be kept and sent. */
function remember() {
  const chosen = FILTERS.filter((name) => at(name).value).map((name) => [name, at(name).value]);
  const query = new URLSearchParams(chosen).toString();
  history.replaceState(null, '', `${location.pathname}${query ? `?${query}` : ''}${location.hash}`);
}

function changed() {
  limits.rows = 0;
  remember();
  refresh();
}

const asked = new URLSearchParams(location.search);
for (const name of FILTERS) {
  const value = asked.get(name);
  if (!value) continue;
  if (at(name).tagName === 'SELECT' && ![...at(name).options].some((option) => option.value === value)) at(name).append(h('option', { value }, value));
  at(name).value = value;
}
at('filters').addEventListener('input', () => {
  clearTimeout(changed.timer);
  changed.timer = setTimeout(changed, 120);
});
at('filters').addEventListener('submit', (event) => {
  event.preventDefault();
  changed();
});
at('more').addEventListener('click', () => {
  limits.rows = (limits.rows || 200) + 200;
  refresh();
});
for (const id of ['more-words', 'more-borrowed', 'more-notes']) {
  at(id).addEventListener('click', () => {
    limits.notes = (limits.notes || 50) + 100;
    refresh();
  });
}
onChange(refresh, (isConnected) => { at('live').textContent = isConnected ? 'Live' : 'The preview does not answer'; }, refresh);
refresh();
