import { visible } from '../plainText';

/** Markup that was made here; everything else is text and is escaped on its way in. */
export interface Html {
  readonly markup: string;
}

type Part = string | number | Html | readonly Part[] | null | undefined | false;

/** Markup with its parts put in: strings as text, whatever they hold; `null`, `undefined` and `false` as nothing. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = literals.map((literal, index) => literal + (index < parts.length ? markupOf(parts[index]) : ''));
  return { markup: markup.join('') };
}

function markupOf(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  if ('markup' in part) return part.markup;
  return part.map(markupOf).join('');
}

function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A section of the page under its heading; nothing where it would be empty. */
export function section(id: string, title: string, aside: string, ...body: readonly Part[]): Html {
  if (body.every((part) => markupOf(part) === '')) return html``;
  return html`<section id="${id}">
<h2>${title}${aside !== '' && html` <span class="aside">${aside}</span>`}</h2>
${body}
</section>
`;
}

/** A table that keeps its head on every printed page. Cells of `figures` columns are set right. */
export function table(head: readonly string[], rows: readonly (readonly Part[])[], figures: readonly number[] = []): Html {
  if (rows.length === 0) return html``;
  const cell = (index: number) => figures.includes(index) && html` class="figure"`;
  return html`<table>
<thead><tr>${head.map((name, index) => html`<th scope="col"${cell(index)}>${name}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map((part, index) => html`<td${cell(index)}>${part}</td>`)}</tr>\n`)}</tbody>
</table>
`;
}

/** A status as everywhere: its shape, its word, its colour. */
export function status(tone: 'good' | 'bad' | 'asks' | 'quiet', word: string): Html {
  return html`<span class="status ${tone}"><svg viewBox="0 0 12 12" aria-hidden="true">${SHAPES[tone]}</svg>${word}</span>`;
}

const SHAPES: Readonly<Record<'good' | 'bad' | 'asks' | 'quiet', Html>> = {
  good: html`<circle cx="6" cy="6" r="5.5" fill="currentColor"/><path d="M3.4 6.2l1.8 1.8 3.4-3.8" fill="none" stroke="var(--paper)" stroke-width="1.5"/>`,
  bad: html`<path d="M2.5 2.5l7 7m0-7l-7 7" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  asks: html`<path d="M6 .8L11.2 6 6 11.2.8 6z" fill="none" stroke="currentColor" stroke-width="1.4"/><circle cx="6" cy="6" r="1.4" fill="currentColor"/>`,
  quiet: html`<circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" stroke-width="1.4"/>`,
};

/** A file of the bundle, by its path beside this page. Paths are the export's own: folders, ids and hashes. */
export function fileLink(path: string, words = path): Html {
  return html`<a href="${path}">${words}</a>`;
}
