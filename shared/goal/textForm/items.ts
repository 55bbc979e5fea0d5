import { detailsPattern } from './details';
import { endOfQuoted } from './quoted';

/** What must not cut an item, a semicolon, and a new line with or without a list's mark. */
const ITEM_STOP = new RegExp(
  String.raw`(?<whole>\`[^\`\n]*\`|${detailsPattern('id')})|(?<semicolon>;(?=\s|$))|(?<bullet>(?:^|\n)[^\S\n]*(?:[-*•][ \t]+|\d{1,3}[.)][ \t]+))|(?<line>\n)`,
  'g',
);

interface Item {
  readonly text: string;
  readonly offset: number;
}

/** A text's items: those of a list, or what stands between semicolons; each line where the text begins on a line of its own. */
export function itemsOf(text: string): readonly Item[] {
  const byLine = /^[^\S\n]*\r?\n/.test(text);
  const items: Item[] = [];
  let start = 0;
  const cut = (to: number, next: number) => {
    if (text.slice(start, to).trim() !== '') items.push({ text: text.slice(start, to), offset: start });
    start = next;
  };
  const stop = new RegExp(ITEM_STOP);
  stop.lastIndex = skipQuoted(text, 0);
  for (let found = stop.exec(text); found; found = stop.exec(text)) {
    if (found.groups?.whole !== undefined) continue;
    if (found.groups?.line !== undefined && !byLine) continue;
    const next = found.index + found[0].length;
    cut(found.index, next);
    stop.lastIndex = skipQuoted(text, next);
  }
  cut(text.length, text.length);
  return items;
}

function skipQuoted(text: string, at: number): number {
  const gap = /\s*/y;
  gap.lastIndex = at;
  gap.exec(text);
  return endOfQuoted(text, gap.lastIndex) ?? at;
}
