// What the preview's own pages do with the server.
import { editorAddress, tell } from './api.js';
import { chooseView } from './view.js';

/** One call at a time; of those that are asked for meanwhile, one more. */
export function oneAtATime(work) {
  let running = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work();
    } while (again);
  };
  return () => {
    if (running) again = true;
    else running = run().finally(() => { running = null; });
    return running;
  };
}

/** The parameters that are not empty. */
export function given(parameters) {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value));
}

/** Opens a place in the editor. */
export async function openInEditor(editor, place) {
  const address = editorAddress(editor, place);
  if (address) window.location.assign(address);
  else await tell('open', { path: place.path, line: place.line, column: place.column });
}

/** Chooses a view of the site and goes to a page of it. */
export async function goTo(address, view) {
  if (view) await chooseView({ drafts: view.drafts, pseudo: false, as_of: view.as_of });
  window.location.assign(address);
}

/** The address that leads to an edition's page. */
export function pageOf(publication, lang) {
  return `/_preview/go/${encodeURIComponent(lang)}/${path(publication)}`;
}

/** The address of the comparison of two editions. */
export function comparisonOf(publication, left, right) {
  return `/_preview/compare/${path(publication)}?${new URLSearchParams({ left, right })}`;
}

function path(publication) {
  return publication.split('/').map(encodeURIComponent).join('/');
}
