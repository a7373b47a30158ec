// News of the site: a call for every change, and one when the server is back after it was away.

/**
 * Calls back with the site's generation whenever there may be something new to show. A page that
 * asks to be told whether the server is heard is called as soon as it is: something may have
 * changed between what the page asked for first and then.
 */
export function onChange(changed, heard) {
  const source = new EventSource('/_preview/events');
  let away = Boolean(heard);
  source.addEventListener('change', (event) => changed(Number(event.data)));
  source.addEventListener('error', () => {
    away = true;
    heard?.(false);
  });
  source.addEventListener('open', () => {
    heard?.(true);
    if (away) changed();
    away = false;
  });
  // A page that is left and comes back by the browser's history has slept in between.
  addEventListener('pageshow', (event) => { if (event.persisted) changed(); });
}
