// Which view of the site this browser has chosen. It lives in a cookie; the other tabs are told.
import { tell } from './api.js';

const channel = new BroadcastChannel('bollettino-view');

/** Chooses what this browser sees: drafts, the pseudo-locale, another time than now. */
export async function chooseView({ drafts, pseudo, as_of }) {
  await tell('view', { drafts, pseudo, as_of });
  channel.postMessage(null);
}

/** Calls back when another tab has chosen. */
export function onView(chosen) {
  channel.addEventListener('message', () => chosen());
}
