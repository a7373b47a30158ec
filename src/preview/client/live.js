// News of the site: a call for every change, and one when the server is back after it was away.

/** Calls back with the site's generation whenever there may be something new to show. */
export function onChange(changed) {
  const source = new EventSource('/_preview/events');
  let away = false;
  source.addEventListener('change', (event) => changed(Number(event.data)));
  source.addEventListener('error', () => { away = true; });
  source.addEventListener('open', () => {
    if (away) changed();
    away = false;
  });
  // A page that is left and comes back by the browser's history has slept in between.
  addEventListener('pageshow', (event) => { if (event.persisted) changed(); });
}
