// A word that passes.

/** Says something at the foot of the page for a while. */
export function tell(message) {
  const toast = document.getElementById('toast');
  toast.textContent = message;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { toast.textContent = ''; }, 8000);
}

/** Says what went wrong. */
export function failed(error) {
  tell(error.message);
}
