// What the preview's pages ask the server for, and have it do.

let token;

/** What those are told who look from elsewhere. */
export const ELSEWHERE = 'Only the machine that runs the preview can do this: from elsewhere the site is read.';

/** Asks for something; keeps the token that writes must carry. */
export async function ask(path, query, signal) {
  const response = await fetch(`/_preview/api/${path}?${new URLSearchParams(query)}`, { signal });
  if (!response.ok) throw new Error(await response.text());
  const found = await response.json();
  if ('token' in found) token = found.token;
  return found;
}

/** Has something done. */
export async function tell(path, body) {
  if (token === undefined) await ask('page', { path: '/' });
  if (token === null) throw new Error(ELSEWHERE);
  const headers = { 'Content-Type': 'application/json', 'X-Bollettino-Token': token };
  const response = await fetch(`/_preview/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(text || response.statusText);
  return text && JSON.parse(text);
}

/** Where a place is opened: by the browser, where the editor has an address. */
export function editorAddress(editor, place) {
  if (!editor) return undefined;
  const path = place.path.split('/').map(encodeURIComponent).join('/');
  return editor.replace('{file}', path).replace('{line}', place.line).replace('{column}', place.column);
}
