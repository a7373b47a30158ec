// Holds categories.txt, which `cargo test` holds against the program, against @fluent/bundle with
// this Node's Intl.PluralRules. Every difference must stand in differences.txt with its reason, and
// every line there must still be true.

import { readFileSync } from 'node:fs';
import { FluentBundle, FluentNumber, FluentResource } from '@fluent/bundle';

const LAST = 3000;
const file = (name) => new URL(name, import.meta.url);
const lines = (name) => readFileSync(file(name), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const resource = new FluentResource(readFileSync(file('messages.ftl'), 'utf8'));

// language → kind → number as it is written → category; what is not named is `other`.
const table = new Map();
for (const line of lines('categories.txt')) {
  const [, lang, kind, category, numbers] = line.match(/^(\S+) (\S+) (\w+): (.*)$/);
  if (!table.has(lang)) table.set(lang, { cardinal: new Map(), ordinal: new Map(), sample: new Map() });
  for (const range of numbers.split(' ')) {
    const [first, last] = kind === 'sample' ? [range, range] : range.split('-').map(Number);
    if (kind === 'sample') table.get(lang).sample.set(range, category);
    else for (let n = first; n <= (last ?? first); n += 1) table.get(lang)[kind].set(n, category);
  }
}
// A sample is named where any language gives it a category of its own, so all are known.
const samples = new Set([...table.values()].flatMap(({ sample }) => [...sample.keys()]));

const theirs = (bundle, message, n) => {
  const errors = [];
  const text = bundle.formatPattern(bundle.getMessage(message).value, { n }, errors);
  if (errors.length > 0) throw errors[0];
  return text;
};

const messageOf = (sample) => ['plain', 'digits1', 'digits2'][sample.split('.')[1]?.length ?? 0];

let compared = 0;
const differences = new Map();
const hold = (lang, kind, shown, ours = 'other', category) => {
  compared += 1;
  if (ours === category) return;
  const key = `${lang} ${kind} ${ours}/${category}`;
  differences.set(key, [...(differences.get(key) ?? []), shown]);
};

for (const [lang, { cardinal, ordinal, sample }] of table) {
  const bundle = new FluentBundle(lang, { useIsolating: false });
  bundle.addResource(resource);
  for (let n = 0; n <= LAST; n += 1) {
    hold(lang, 'cardinal', n, cardinal.get(n), theirs(bundle, 'plain', n));
    // @fluent/bundle takes the type from the caller only.
    const ordered = new FluentNumber(n, { type: 'ordinal' });
    hold(lang, 'ordinal', n, ordinal.get(n), theirs(bundle, 'ordinal', ordered));
  }
  for (const number of samples) {
    hold(lang, 'sample', number, sample.get(number), theirs(bundle, messageOf(number), Number(number)));
  }
}

// 1 2 3 5 → 1-3 5
const ranges = (numbers) => {
  const found = [];
  for (const n of numbers) {
    const last = found.at(-1);
    if (typeof n === 'number' && last?.[1] === n - 1) last[1] = n;
    else found.push([n, n]);
  }
  return found.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(' ');
};

const came = [...differences].map(([key, numbers]) => `${key}: ${ranges(numbers)}`);
// A line may hold for older data only: `until CLDR 49: …`.
const [cldr] = process.versions.cldr.split('.').map(Number);
const listed = lines('differences.txt').flatMap((line) => {
  const [, version, rest] = line.match(/^(?:until CLDR (\d+): )?(.*)$/);
  return version === undefined || cldr < Number(version) ? [rest] : [];
});
const unlisted = came.filter((line) => !listed.includes(line));
const untrue = listed.filter((line) => !came.includes(line));
for (const line of unlisted) console.error(`not in differences.txt: ${line}`);
for (const line of untrue) console.error(`in differences.txt, but not so: ${line}`);
console.log(
  `${table.size} languages, ${compared} numbers, CLDR ${process.versions.cldr}: ` +
    `${listed.length} differences listed, ${unlisted.length + untrue.length} wrong`,
);
process.exitCode = unlisted.length + untrue.length > 0 || table.size < 24 ? 1 : 0;
