// News of the site: a call for every change, and one when the server is back after it was away.

import { onView } from './view.js';

/**
 * Calls back whenever there may be something new to show: after a change, and when another tab has
 * chosen another view. A page that asks to be told whether the server is heard is called as soon as
 * it is: something may have changed between what the page asked for first and then. `swept` is
 * called when every page was made to find what is wrong with it.
 */
export function onChange(changed, heard, swept) {
  let source;
  let away = Boolean(heard);
  const listen = () => {
    source = new EventSource('/_preview/events');
    source.addEventListener('change', () => changed());
    if (swept) source.addEventListener('swept', () => swept());
    source.addEventListener('error', () => {
      away = true;
      heard?.(false);
    });
    source.addEventListener('open', () => {
      heard?.(true);
      if (away) changed();
      away = false;
    });
  };
  onView(changed);
  // Browsers keep six connections to a server: a page that nobody sees gives its own to another.
  document.addEventListener('visibilitychange', () => {
    source?.close();
    away = true;
    if (!document.hidden) listen();
  });
  if (!document.hidden) listen();
  // A page that is left and comes back by the browser's history has slept in between.
  addEventListener('pageshow', (event) => { if (event.persisted) changed(); });
}
