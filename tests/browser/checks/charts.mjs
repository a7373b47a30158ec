// Charts: every label is measured. None lies over another or over a shape, none sticks out of its
// figure or is cut off, none is smaller than 12 px: narrow and wide, in both colour schemes, with
// larger letters and with the reader's own spacing, with forced colours and on paper.
import { contextWithAxe, visit } from '../browser.mjs';
import { axe, overflow } from './appearance.mjs';

const VARIANTS = [
  ['light, 320 px', { colorScheme: 'light', viewport: { width: 320, height: 900 } }],
  ['dark, 320 px', { colorScheme: 'dark', viewport: { width: 320, height: 900 } }],
  ['light, 1280 px', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
  ['dark, 1280 px', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
  ['600 px', { viewport: { width: 600, height: 900 } }],
  ['letters of 24 px, 320 px', { viewport: { width: 320, height: 900 } }, largeLetters],
  ['spacing, 320 px', { viewport: { width: 320, height: 900 } }, spacing],
  ['spacing, 1280 px', { viewport: { width: 1280, height: 900 } }, spacing],
  ['forced colours, 320 px', { viewport: { width: 320, height: 900 }, forcedColors: 'active' }],
  ['forced colours, 1280 px', { viewport: { width: 1280, height: 900 }, forcedColors: 'active' }],
  ['print', { viewport: { width: 673, height: 1000 } }, (tab) => tab.emulateMedia({ media: 'print' })],
];

/** Every page that has charts, under every condition. */
export async function charts(browser, origin, pages) {
  const withCharts = pages.filter((page) => page.html.includes('class="exhibit'));
  const contexts = [];
  for (const [variant, options, prepare] of VARIANTS) {
    contexts.push([variant, await contextWithAxe(browser, options), prepare, options]);
  }
  return withCharts.flatMap(({ address }) =>
    contexts.map(([variant, context, prepare, options]) => ({
      name: `charts of ${address}, ${variant}`,
      problems: (note) =>
        visit(context, origin + address, async (tab, problems) => {
          await prepare?.(tab);
          problems.push(...(await overflow(tab)), ...(await tab.evaluate(measure)));
          const rules = options.forcedColors ? { 'color-contrast': { enabled: false } } : {};
          problems.push(...(await axe(tab, note, rules)));
        }),
    })),
  );
}

function largeLetters(tab) {
  return style(tab, ':root { font-size: 24px }');
}

/** WCAG 1.4.12. */
function spacing(tab) {
  return style(tab, '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }');
}

function style(tab, css) {
  return tab.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);
}

/** Runs in the page: what is wrong with the labels of its figures. */
function measure() {
  const problems = [];
  const box = (rect) => ({ left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom });
  const meet = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const seen = (element) =>
    element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && !element.closest('.visually-hidden');

  for (const figure of document.querySelectorAll('.exhibit')) {
    const name = figure.querySelector('.exhibit-title').textContent;
    const within = figure.getBoundingClientRect();
    const labels = [];
    const texts = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: node } = texts;
      const element = node.parentElement;
      if (!node.data.trim() || !seen(element) || element.closest('.table-scroll')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = node.data.trim();
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size < 12) problems.push(`“${name}”: “${text}” is ${size} px high`);
      for (const rect of range.getClientRects()) {
        if (rect.width === 0) continue;
        const label = { text, element, ...box(rect) };
        labels.push(label);
        if (rect.left < within.left - 0.5 || rect.right > within.right + 0.5 || rect.top < within.top - 1 || rect.bottom > within.bottom + 1) {
          problems.push(`“${name}”: “${text}” sticks out of its figure`);
        }
        for (let around = element; around !== figure; around = around.parentElement) {
          const clips = getComputedStyle(around);
          if (clips.overflowX === 'visible' && clips.overflowY === 'visible') continue;
          const room = around.getBoundingClientRect();
          if (rect.left < room.left - 0.5 || rect.right > room.right + 0.5) problems.push(`“${name}”: “${text}” is cut off`);
        }
      }
    }
    for (const [at, one] of labels.entries()) {
      for (const other of labels.slice(at + 1)) {
        if (one.element !== other.element && !one.element.contains(other.element) && meet(one, other)) {
          problems.push(`“${name}”: “${one.text}” lies over “${other.text}”`);
        }
      }
    }
    const shapes = [...figure.querySelectorAll('rect.bar, .swatch, .plot-area .mark')].filter(seen);
    for (const shape of shapes) {
      const rect = box(shape.getBoundingClientRect());
      const hit = labels.find((label) => meet(label, rect));
      if (hit) problems.push(`“${name}”: a shape lies over “${hit.text}”`);
      if (rect.left < within.left - 6 || rect.right > within.right + 6) problems.push(`“${name}”: a shape sticks out`);
    }
    if (figure.querySelector('.drawing') && labels.length < 4) problems.push(`“${name}”: only ${labels.length} labels`);
  }
  return [...new Set(problems)];
}
