// Light or dark, whatever the system prefers: the conditions of the page's stylesheets are rewritten,
// and what they were is remembered.

const conditions = new WeakMap();
const scheme = new CSSStyleSheet();

/** Shows the page as readers see it whose system prefers `light` or `dark`; as it is for `auto`. */
export function showScheme(choice) {
  for (const sheet of document.styleSheets) rewrite(sheet.cssRules, choice);
  scheme.replaceSync(choice === 'auto' ? '' : `:root { color-scheme: ${choice} !important }`);
  if (!document.adoptedStyleSheets.includes(scheme)) document.adoptedStyleSheets.push(scheme);
}

function rewrite(rules, choice) {
  for (const rule of rules) {
    if (rule instanceof CSSMediaRule) {
      if (!conditions.has(rule)) conditions.set(rule, rule.media.mediaText);
      const asWritten = conditions.get(rule);
      const meant = asWritten.replace(/\(prefers-color-scheme:\s*(light|dark)\)/g, (whole, name) => {
        if (choice === 'auto') return whole;
        return name === choice ? '(min-width: 0)' : '(max-width: 0)';
      });
      if (rule.media.mediaText !== meant) rule.media.mediaText = meant;
    }
    if (rule.cssRules) rewrite(rule.cssRules, choice);
  }
}
