import { unquoted } from './quoted';

/** A part's text without the marks that only join it to its neighbours: white space, a joining comma, one full stop at its end. */
export function tidy(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').trim();
  const bare = lines
    .replace(/^(?:[,:;]|[-–—•*](?=\s))\s*/, '')
    .replace(/(?:\s*[,;]|\s(?:and|but))+$/i, '')
    .replace(/(?<![.\s])\.$/, '')
    .trimEnd();
  return unquoted(bare) ?? bare;
}

/** Words for one line: white space of every kind is one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A name of the text's own letters and digits, as ids want it; `otherwise` where it has none. */
export function slug(text: string, otherwise: string, longest: number): string {
  const words = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, longest)
    .replace(/-+$/, '');
  return words === '' ? otherwise : words;
}
