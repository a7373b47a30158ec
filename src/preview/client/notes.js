// Diagnostics as a list: what is wrong, where, and what to do.
import { editorAddress } from './api.js';
import { h } from './dom.js';
import { openInEditor } from './going.js';
import { badge } from './parts.js';

/** A diagnostic as an item of a list. */
export function noteItem(note, desk, failed) {
  return h('li', { class: `note is-${note.severity}` }, noteParts(note, desk, failed));
}

function noteParts(note, desk, failed) {
  return [
    h('p', { class: 'note-head' }, badge(note.severity, note.label ?? note.severity), !note.label && h('code', {}, note.code), note.place && placeLink(note.place, desk, failed)),
    h('p', { class: 'note-message' }, inCode(note.message)),
    note.place && excerpt(note.place.excerpt),
    note.help && h('p', { class: 'note-help' }, inCode(note.help)),
  ];
}

/** A link or a button that opens a place in the editor; a word where nothing can be opened. */
export function placeLink(place, { token, editor }, failed, label = `${place.path}:${place.line}`) {
  if (token === null || place.opens === false) return h('span', { class: 'place' }, label);
  const address = editorAddress(editor, place);
  if (address) return h('a', { class: 'place', href: address }, label);
  const open = () => openInEditor(editor, place).catch(failed);
  return h('button', { class: 'place', type: 'button', onclick: open }, label);
}

function excerpt([before, here, after]) {
  if (!(before + here + after).trim()) return null;
  return h('p', { class: 'excerpt' }, h('code', {}, before.trimStart(), h('mark', {}, here), after));
}

/** A message with what stands in backquotes as code. */
export function inCode(message) {
  return message.split('`').map((part, at) => (at % 2 ? h('code', {}, part) : part));
}
