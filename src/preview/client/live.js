// News of the site: a call for every change, and one when the server is back after it was away.

/**
 * Calls back with the site's generation whenever there may be something new to show. A page that
 * asks to be told whether the server is heard is called as soon as it is: something may have
 * changed between what the page asked for first and then.
 */
export function onChange(changed, heard) {
  let source;
  let away = Boolean(heard);
  const listen = () => {
    source = new EventSource('/_preview/events');
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
  };
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
