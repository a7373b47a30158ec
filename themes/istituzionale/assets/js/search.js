// The search page: reads the question from the address, asks the site's own files, shows what is found.
// No word of the interface is in here, and no text becomes markup.

const PAGE = 20; // results shown at a time
const LEAST = 3; // letters by which the beginning of a word is searched for

const root = document.querySelector('.search');
const form = document.getElementById('_search');
const field = form.elements.namedItem('q');
const status = document.getElementById('_status');
const found = document.getElementById('_found');
const results = document.getElementById('_results');
const more = found.querySelector('.search-more');
const words = document.getElementById('_words').content;
const lang = document.documentElement.lang;
const rules = new Intl.PluralRules(lang);
const numbers = new Intl.NumberFormat(lang);

// --- The files ---------------------------------------------------------------------------------

const asked = new Map();

/** A file of the search, asked for once; what fails is asked for again. */
function file(name) {
  if (!asked.has(name)) {
    const answer = fetch(root.dataset.folder + name).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${name}`);
      return response.json();
    });
    answer.catch(() => asked.delete(name));
    asked.set(name, answer);
  }
  return asked.get(name);
}

const theIndex = () => file('index.json');
const part = (index, name) => file(`${name}.json?v=${index.version}`);

// --- Words and stems, as src/search/words.rs has them --------------------------------------------

const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function wordsOf(text) {
  return (fold(text).match(/[\p{Alphabetic}\p{N}]+/gu) ?? []).filter((word) => !/^[a-z]$/.test(word));
}

function stem({ endings }, word) {
  if (!/^[a-z]+$/.test(word)) return word;
  for (let length = word.length; length > 0; length -= 1) {
    const ending = word.slice(-length);
    if (!Object.hasOwn(endings, ending)) continue;
    const instead = endings[ending];
    const left = word.length - length;
    if (left + instead.length >= (length >= 3 && !instead ? 4 : 3)) return word.slice(0, left) + instead;
  }
  return word;
}

// --- The question ----------------------------------------------------------------------------

/** What is asked for, each thing once, as alternatives of stems that stand together. */
function units(index, text) {
  const asked = wordsOf(text).map((word) => ({ word, stem: stem(index, word) }));
  const units = [];
  for (let at = 0; at < asked.length; ) {
    const rest = asked.slice(at).map((one) => one.stem);
    const isHere = (stems) => stems.every((one, i) => one === rest[i]);
    const groups = index.synonyms.filter((group) => group.some(isHere));
    const taken = Math.max(1, ...groups.flat().filter(isHere).map((stems) => stems.length));
    const meant = groups.filter((group) => group.some((stems) => stems.length === taken && isHere(stems)));
    units.push({
      word: taken === 1 ? asked[at].word : undefined,
      alternatives: [rest.slice(0, taken), ...meant.flat().filter((stems) => !isHere(stems))],
    });
    at += taken;
  }
  const known = new Set();
  const isNew = ({ alternatives }) => known.size < known.add(JSON.stringify(alternatives[0])).size;
  return units.filter(isNew);
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
const VALUES = [3, 2, 1, 0].map((weight) => [weight, [1, 1.6, 4, 9][weight]]);
const WORTH = Object.fromEntries(VALUES);

/** A list of the index: publications to what the word is worth in them, rarer words more. */
function decoded(digits, count) {
  const list = new Map();
  let [number, shift, next] = [0, 0, 0];
  for (const digit of digits) {
    const value = DIGITS.indexOf(digit);
    number |= (value & 31) << shift;
    shift += 5;
    if (value & 32) continue;
    const at = next + (number >> 2);
    list.set(at, WORTH[number & 3]);
    [number, shift, next] = [0, 0, at + 1];
  }
  const rare = Math.log(1 + count / (list.size + 0.5));
  for (const [at, worth] of list) list.set(at, worth * rare);
  return list;
}

/** The files of words in which stems between two may stand. */
async function between(index, from, to) {
  const files = index.words.map((start, number) => ({ start, end: index.words[number + 1], number }));
  const meant = files.filter(({ start, end }, n) => (n === 0 || start <= to) && (end === undefined || end > from));
  return Promise.all(meant.map(({ number }) => part(index, `words-${number}`)));
}

async function listOf(index, wanted) {
  const files = await between(index, wanted, wanted);
  const holding = files.find((words) => Object.hasOwn(words, wanted));
  return holding ? decoded(holding[wanted], index.count) : new Map();
}

/** The stems that begin like a word that is nowhere: worth half. */
async function beginningWith(index, word, seen) {
  const list = new Map();
  if (word.length < LEAST) return list;
  for (const words of await between(index, word, `${word}\uffff`)) {
    for (const [known, digits] of Object.entries(words)) {
      if (!known.startsWith(word)) continue;
      seen.add(known);
      for (const [at, worth] of decoded(digits, index.count)) {
        list.set(at, Math.max(list.get(at) ?? 0, worth / 2));
      }
    }
  }
  return list;
}

/** Publications that have all of an alternative's stems. */
async function together(index, stems) {
  const lists = await Promise.all(stems.map((one) => listOf(index, one)));
  return lists.reduce((all, list) => {
    const both = new Map();
    for (const [at, worth] of all) if (list.has(at)) both.set(at, worth + list.get(at));
    return both;
  });
}

/** Publications that answer a question, with what each is worth; the stems to mark go into `seen`. */
async function matching(index, text, seen) {
  const asked = units(index, text);
  if (asked.length === 0) {
    return text.trim() ? new Map() : new Map(Array.from({ length: index.count }, (_, at) => [at, 0]));
  }
  const [lists, telling] = [[], []];
  for (const { word, alternatives } of asked) {
    const list = new Map();
    for (const stems of alternatives) {
      // Of a synonym of several words the short ones tell nothing.
      stems.filter((one) => stems.length === 1 || one.length > LEAST).forEach((one) => seen.add(one));
      for (const [at, worth] of await together(index, stems)) list.set(at, Math.max(list.get(at) ?? 0, worth));
    }
    const isSmall = index.small.includes(word);
    lists.push(list.size || !word || isSmall ? list : await beginningWith(index, word, seen));
    // A word that nearly everything has says little, as one that joins others does: what lacks it is
    // found by the others.
    if (!isSmall && list.size < index.count / 2) telling.push(lists.at(-1));
  }
  const required = telling.length ? telling : lists;
  const sum = new Map();
  for (const [at] of required[0]) {
    if (!required.every((list) => list.has(at))) continue;
    sum.set(at, lists.reduce((worth, list) => worth + (list.get(at) ?? 0), 0));
  }
  return sum;
}

// --- Facets --------------------------------------------------------------------------------------

const checked = (name) => new Set([...form.elements].filter((box) => box.name === name && box.checked).map((box) => box.value));

/** Whether a publication has one of the chosen answers of every facet but one. */
function passes(index, chosen, at, but) {
  return index.facets.every((facet) => {
    const answers = chosen.get(facet.name);
    if (facet.name === but || !answers?.size) return true;
    return facet.of[at].some((place) => answers.has(facet.values[place][0]));
  });
}

/** Makes the boxes once, and counts what each would leave. */
function showFacets(index, chosen, all) {
  for (const facet of index.facets) {
    const fieldset = found.querySelector(`[data-facet="${facet.name}"]`);
    if (!fieldset) continue;
    if (!fieldset.querySelector('input')) {
      for (const [value, label] of facet.values) {
        const answer = document.getElementById('_answer').content.cloneNode(true);
        Object.assign(answer.querySelector('input'), { name: facet.name, value });
        answer.querySelector('span').textContent = label;
        fieldset.append(answer);
      }
    }
    const counts = facet.values.map(() => 0);
    for (const at of all) {
      if (passes(index, chosen, at, facet.name)) facet.of[at].forEach((place) => (counts[place] += 1));
    }
    const labels = [...fieldset.querySelectorAll('label')];
    labels.forEach((label, place) => {
      const box = label.querySelector('input');
      box.checked = chosen.get(facet.name).has(box.value);
      label.querySelector('small').textContent = `(${numbers.format(counts[place])})`;
      label.hidden = counts[place] === 0 && !box.checked;
    });
    fieldset.hidden = labels.filter((label) => !label.hidden).length < 2 && !chosen.get(facet.name).size;
  }
}

// --- Showing -------------------------------------------------------------------------------------

const say = (what) => words.querySelector(`[data-say="${what}"]`).textContent;

function counted(count) {
  const forms = [...words.querySelectorAll('[data-count]')];
  const form = rules.select(count);
  const own = forms.find((one) => Number(one.dataset.count) === count);
  const like = own ?? forms.findLast((one) => rules.select(Number(one.dataset.count)) === form) ?? forms.at(-1);
  return like.textContent.replace('#', numbers.format(count));
}

/** A text whose words are marked where they were asked for. */
function marked(index, element, text, seen) {
  for (const piece of text.split(/([\p{Alphabetic}\p{N}\p{M}]+)/u)) {
    const [word] = wordsOf(piece);
    if (word && (seen.has(stem(index, word)) || seen.has(word))) {
      const mark = document.createElement('mark');
      mark.textContent = piece;
      element.append(mark);
    } else {
      element.append(piece);
    }
  }
}

function result(index, entry, seen) {
  const item = document.getElementById('_result').content.cloneNode(true);
  const at = (selector) => item.querySelector(selector);
  const [link, summary, time, note] = [at('a'), at('.entry-summary'), at('time'), at('.language-note')];
  link.href = entry.url;
  marked(index, link, entry.title, seen);
  if (entry.lang) for (const element of [link, summary]) Object.assign(element, { lang: entry.lang, dir: 'auto' });
  if (entry.summary) marked(index, summary, entry.summary, seen);
  else summary.remove();
  [time.dateTime, time.textContent] = entry.date;
  at('.entry-kind').textContent = entry.kind;
  if (entry.note) note.textContent = entry.note;
  else note.remove();
  for (const topic of entry.topics) {
    const one = document.createElement('li');
    one.textContent = topic;
    at('.meta').append(one);
  }
  return item;
}

let turn = 0;

/** Shows what the address asks for; a later question overtakes an earlier one. */
async function show() {
  const mine = (turn += 1);
  const address = new URLSearchParams(location.search);
  const text = address.get('q') ?? '';
  field.value = text;
  // The next question may have facets even when nothing is shown now.
  if (![...address.values()].some((value) => value.trim())) {
    status.textContent = '';
    found.hidden = true;
    return;
  }
  const waiting = setTimeout(() => mine === turn && (status.textContent = say('waiting')), 400);
  try {
    const index = await theIndex();
    const seen = new Set();
    const worth = await matching(index, text, seen);
    const chosen = new Map(index.facets.map(({ name }) => [name, new Set(address.getAll(name))]));
    const all = [...worth.keys()].sort((a, b) => worth.get(b) - worth.get(a) || a - b);
    const shown = all.filter((at) => passes(index, chosen, at));
    const first = await entries(index, shown.slice(0, PAGE));
    if (mine !== turn) return;
    results.replaceChildren(...first.map((entry) => result(index, entry, seen)));
    showFacets(index, chosen, all);
    found.hidden = all.length === 0;
    status.textContent = all.length === 0 ? say('nothing') : counted(shown.length);
    more.hidden = shown.length <= PAGE;
    more.firstElementChild.onclick = () => showMore(index, shown, seen);
  } catch (error) {
    console.info(error);
    if (mine === turn) [status.textContent, found.hidden] = [say('failed'), true];
  } finally {
    clearTimeout(waiting);
  }
}

async function showMore(index, shown, seen) {
  const [mine, from] = [turn, results.children.length];
  const next = await entries(index, shown.slice(from, from + PAGE)).catch(() => []);
  if (mine !== turn || results.children.length !== from) return;
  results.append(...next.map((entry) => result(index, entry, seen)));
  more.hidden = results.children.length >= shown.length;
  results.children[from]?.querySelector('a').focus();
}

function entries(index, places) {
  const { described } = index;
  return Promise.all(
    places.map(async (at) => (await part(index, `publications-${Math.floor(at / described)}`))[at % described]),
  );
}

/** Puts the question into the address and shows the answer. */
function ask() {
  const question = new URLSearchParams(new FormData(form));
  if (!field.value.trim()) question.delete('q');
  const query = question.toString();
  history.pushState(null, '', query ? `?${query}` : location.pathname);
  return show();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  ask();
});
found.addEventListener('change', ask);
window.addEventListener('popstate', show);
form.hidden = false;
const wide = window.matchMedia('(min-width: 64rem)');
found.querySelector('details').open = wide.matches;
show();
