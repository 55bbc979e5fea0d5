/** A model's words as simple Markdown: paragraphs, headings, lists, code. Nothing else is read, so nothing else can happen. */
export type ProseBlock =
  | { readonly kind: 'paragraph' | 'heading'; readonly text: readonly Span[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'code'; readonly text: string };

export interface Span {
  readonly kind: 'text' | 'code' | 'strong';
  readonly text: string;
}

const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
const ITEM = /^\s{0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const HEADING = /^#{1,6}\s+(.*?)\s*#*$/;

/** Reads text line by line; an open fence at the end is code still being written. Takes time in proportion to the text. */
export function parseProse(text: string): readonly ProseBlock[] {
  const blocks: ProseBlock[] = [];
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  let at = 0;
  while (at < lines.length) at = readBlock(lines, at, blocks);
  return blocks;
}

function readBlock(lines: readonly string[], at: number, blocks: ProseBlock[]): number {
  const line = lines[at] ?? '';
  if (line.trim() === '') return at + 1;
  const fence = FENCE.exec(line)?.[1];
  if (fence) return readCode(lines, at, fence, blocks);
  const heading = HEADING.exec(line);
  if (heading) {
    blocks.push({ kind: 'heading', text: spans(heading[1] ?? '') });
    return at + 1;
  }
  return ITEM.test(line) ? readList(lines, at, blocks) : readParagraph(lines, at, blocks);
}

function readCode(lines: readonly string[], at: number, fence: string, blocks: ProseBlock[]): number {
  const close = lines.findIndex((line, index) => index > at && line.trim().startsWith(fence));
  const end = close < 0 ? lines.length : close;
  blocks.push({ kind: 'code', text: lines.slice(at + 1, end).join('\n') });
  return end + 1;
}

function readList(lines: readonly string[], at: number, blocks: ProseBlock[]): number {
  const ordered = ITEM.exec(lines[at] ?? '')?.[1] !== undefined;
  const items: string[] = [];
  let end = at;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? '';
    const item = ITEM.exec(line);
    if (item && (item[1] !== undefined) === ordered) items.push(item[2] ?? '');
    else if (line.startsWith('  ') && line.trim() !== '') items.push(`${items.pop() ?? ''} ${line.trim()}`);
    else break;
  }
  blocks.push({ kind: 'list', ordered, items: items.map(spans) });
  return end;
}

function readParagraph(lines: readonly string[], at: number, blocks: ProseBlock[]): number {
  let end = at + 1;
  while (end < lines.length && continues(lines[end] ?? '')) end += 1;
  blocks.push({ kind: 'paragraph', text: spans(lines.slice(at, end).join('\n')) });
  return end;
}

const continues = (line: string) => line.trim() !== '' && !FENCE.test(line) && !ITEM.test(line) && !HEADING.test(line);

/** `code` and **strong**; what is not closed stays as it was typed. */
function spans(text: string): readonly Span[] {
  const found: Span[] = [];
  let last = 0;
  for (const match of text.matchAll(/`([^`\n]+)`|\*\*([^*\n]+)\*\*/g)) {
    if (match.index > last) found.push({ kind: 'text', text: text.slice(last, match.index) });
    found.push(match[1] === undefined ? { kind: 'strong', text: match[2] ?? '' } : { kind: 'code', text: match[1] });
    last = match.index + match[0].length;
  }
  if (last < text.length || found.length === 0) found.push({ kind: 'text', text: text.slice(last) });
  return found;
}
