// The bar at the foot of every page in a preview, and the errors of the site above it. Both live in
// a shadow root, so that they and the theme know nothing of each other.

import { ELSEWHERE } from './api.js';
import { h } from './dom.js';
import { comparisonOf } from './going.js';
import { placeLink } from './notes.js';
import { count } from './parts.js';
import { chooseView } from './view.js';

/** Errors that are gone again after so long, in milliseconds, were those of a file half written. */
const PATIENCE = 250;

const STATES = {
  original: ['●', 'original'],
  current: ['✓', 'accepted and up to date'],
  unreviewed: ['○', 'not accepted by anyone'],
  behind: ['▲', 'behind the original'],
  machine: ['⚙', 'translated by a machine'],
  missing: ['✕', 'no edition'],
};

const HIDDEN = { draft: 'Draft: not published', embargo: 'Not out before' };

export class Bar {
  #refresh;
  #showScheme;
  #page;
  #said;
  #impatient;
  #parts = {};

  constructor({ refresh, showScheme }) {
    this.#refresh = refresh;
    this.#showScheme = showScheme;
    this.element = h('bollettino-preview', { lang: 'en', dir: 'ltr' });
    const root = this.element.attachShadow({ mode: 'open' });
    const errors = h('section', { class: 'errors', 'aria-label': 'Errors', hidden: true });
    const status = h('p', { class: 'status', role: 'status' });
    const marks = h('p', { class: 'marks' });
    const languages = h('ul', { class: 'languages', 'aria-label': 'This page in every language' });
    const links = h('p', { class: 'links' });
    const notes = h('details', { class: 'notes' });
    const choices = this.#choices();
    const fold = h('button', { type: 'button', class: 'fold', onclick: () => this.#fold() });
    const content = h('div', { class: 'content', id: 'content' }, languages, links, notes, choices);
    const bar = h('section', { class: 'bar', 'aria-label': 'Preview' }, fold, marks, content);
    const sheet = h('link', { rel: 'stylesheet', href: '/_preview/client/bar.css' });
    root.append(sheet, h('div', { class: 'foot' }, errors, status, bar));
    this.#parts = { root, errors, status, marks, languages, links, notes, fold, content, bar };
    const folded = localStorage.getItem('preview-folded') ?? (innerWidth < 600 ? 'yes' : 'no');
    this.#setFolded(folded === 'yes');
    if (this.scheme !== 'auto') this.#showScheme(this.scheme);
  }

  /** The colours that were chosen: `auto`, `light` or `dark`. */
  get scheme() {
    return sessionStorage.getItem('preview-scheme') ?? 'auto';
  }

  /** Says why the page is not the newest, or nothing. */
  says(text) {
    this.#said = text;
    this.#showErrors();
  }

  /** Shows how the page stands. */
  show(page) {
    this.#page = page;
    const { marks, languages, links } = this.#parts;
    const standing = page.page;
    const hidden = standing?.hidden;
    const mark = hidden && h('strong', { class: 'hidden' }, [HIDDEN[hidden], hidden === 'embargo' && standing.due.replace('T', ' ')].filter(Boolean).join(' '));
    const asOf = page.view.as_of && h('span', { class: 'as-of' }, `as of ${page.view.as_of.replace('T', ' ')}`);
    marks.replaceChildren(...[mark, asOf].filter(Boolean));
    languages.replaceChildren(...(standing?.languages ?? []).map((other) => language(other, standing.lang)));
    const mayWrite = page.token !== null;
    const compare = standing?.publication && standing.languages.length > 1;
    links.replaceChildren(...[
      h('a', { href: '/_preview/' }, 'Dashboard'),
      compare && h('a', { href: compareAddress(standing) }, 'Compare'),
      mayWrite && standing?.source && this.#opener({ path: standing.source, line: 1, column: 1 }, 'Edit'),
    ].filter(Boolean));
    this.#showNotes();
    this.#showView();
    this.#showErrors();
  }

  /** The form that chooses what is shown. */
  #choices() {
    const box = (name, text, title) => h('label', { title }, h('input', { type: 'checkbox', name }), ` ${text}`);
    const option = (value, text) => h('option', { value }, text);
    const scheme = h('select', { name: 'scheme' }, option('auto', 'as the system'), option('light', 'light'), option('dark', 'dark'));
    scheme.value = this.scheme;
    const form = h('form', { class: 'choices' },
      box('drafts', 'Drafts', 'Drafts, and languages in preparation'),
      box('pseudo', 'Pseudo-locale', 'A language in disguise: what has no brackets is not translated'),
      h('label', {}, 'As of ', h('input', { type: 'datetime-local', name: 'as_of' })),
      h('label', {}, 'Colours ', scheme),
      h('span', { class: 'elsewhere', hidden: true }, ELSEWHERE));
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('change', (event) => this.#choose(event.target));
    return form;
  }

  async #choose(field) {
    const { form } = field;
    if (field.name === 'scheme') {
      sessionStorage.setItem('preview-scheme', field.value);
      this.#showScheme(field.value);
      return;
    }
    const { drafts, pseudo, as_of } = form.elements;
    try {
      await chooseView({ drafts: drafts.checked, pseudo: pseudo.checked, as_of: as_of.value });
      await this.#refresh();
    } catch (error) {
      this.says(error.message);
    }
  }

  #showView() {
    const form = this.#parts.root.querySelector('.choices');
    const { drafts, pseudo, as_of } = form.elements;
    const isElsewhere = this.#page.token === null;
    for (const field of [drafts, pseudo, as_of]) field.disabled = isElsewhere;
    form.querySelector('.elsewhere').hidden = !isElsewhere;
    drafts.checked = this.#page.view.drafts;
    pseudo.checked = this.#page.view.pseudo;
    if (this.#parts.root.activeElement !== as_of) as_of.value = this.#page.view.as_of ?? '';
  }

  /** What there is to say about this page, and how much about the site. */
  #showNotes() {
    const { notes } = this.#parts;
    const { errors, warnings } = this.#page;
    const own = this.#page.notes.filter((note) => note.severity !== 'error');
    const all = [errors && count(errors, 'error'), warnings && count(warnings, 'warning')].filter(Boolean).join(', ') || 'no errors';
    const list = h('ul', {}, own.map((note) => this.#note(note)));
    const about = own.length ? `${all}; ${own.length} here` : all;
    notes.replaceChildren(h('summary', {}, about), h('div', {}, own.length ? list : h('p', {}, 'Nothing to say about this page.')));
  }

  /** Errors show when they last: what a half-written file lacks is there in a moment. */
  #showErrors() {
    const { errors, status, bar } = this.#parts;
    const notes = (this.#page?.notes ?? []).filter((note) => note.severity === 'error');
    const any = notes.length > 0 || Boolean(this.#said);
    bar.classList.toggle('wrong', any);
    clearTimeout(this.#impatient);
    if (!any) {
      if (!errors.hidden) status.textContent = 'No errors any more.';
      errors.hidden = true;
      return;
    }
    const fill = () => {
      const title = h('h2', {}, notes.length ? count(this.#page.errors, 'error') : 'Preview');
      const said = this.#said && h('p', {}, this.#said);
      const close = h('button', { type: 'button', onclick: () => { errors.hidden = true; } }, 'Hide');
      errors.replaceChildren(...[title, close, said, h('ul', {}, notes.map((note) => this.#note(note)))].filter(Boolean));
      errors.hidden = false;
      status.textContent = title.textContent;
    };
    if (errors.hidden) this.#impatient = setTimeout(fill, PATIENCE);
    else fill();
  }

  #note({ severity, code, message, help, place }) {
    return h('li', { class: severity },
      h('p', {}, h('strong', {}, severity), ` ${message} `, h('code', {}, code)),
      place && h('p', { class: 'place' }, this.#opener(place, `${place.path}:${place.line}:${place.column}`)),
      place && h('pre', {}, place.excerpt[0], h('mark', {}, place.excerpt[1] || ' '), place.excerpt[2]),
      help && h('p', { class: 'help' }, help));
  }

  /** Opens a place in the editor. */
  #opener(place, text) {
    return placeLink(place, this.#page, (error) => this.says(error.message), text);
  }

  #fold() {
    const folded = !this.#parts.content.hidden;
    localStorage.setItem('preview-folded', folded ? 'yes' : 'no');
    this.#setFolded(folded);
  }

  #setFolded(folded) {
    const { content, fold, bar } = this.#parts;
    content.hidden = folded;
    bar.classList.toggle('folded', folded);
    fold.setAttribute('aria-expanded', String(!folded));
    fold.setAttribute('aria-controls', 'content');
    fold.textContent = 'Preview';
  }
}

function language(other, current) {
  const [sign, words] = STATES[other.state] ?? ['', ''];
  const properties = { href: other.href, hreflang: other.lang, title: words };
  if (other.lang === current) properties['aria-current'] = 'page';
  return h('li', {}, h('a', properties, h('span', { 'aria-hidden': 'true', class: `state ${other.state}` }, sign), ` ${other.lang}`, words && h('span', { class: 'words' }, ` ${words}`)));
}

/** The original to the left; to the right the language of the page, else the next one. */
function compareAddress({ publication, languages, lang }) {
  const original = languages.find((other) => other.state === 'original')?.lang ?? lang;
  const right = lang !== original ? lang : languages.find((other) => other.lang !== original).lang;
  return comparisonOf(publication, original, right);
}
