/** How much of an output is shown, in UTF-8 bytes. What lies between is named by its size and left out. */
export interface ExcerptLimits {
  readonly headBytes: number;
  readonly tailBytes: number;
}

const ESC = String.fromCharCode(0x1b);
const BEL = String.fromCharCode(0x07);
const CSI = String.fromCharCode(0x9b);
/** Every C0 and C1 control except tab, line feed and carriage return, which lay out text. */
const CONTROLS = [controlRange(0x00, 0x08), controlRange(0x0b, 0x0c), controlRange(0x0e, 0x1f), controlRange(0x7f, 0x9f)].join(
  '',
);

/**
 * ECMA-48 sequences: a string (OSC, DCS, SOS, PM, APC) to its terminator, a CSI sequence, a two-character escape, a lone control.
 * A string may not cross a line and an unterminated one loses only its introducer, so that no program can hide what follows.
 */
const ESCAPES = new RegExp(
  [
    `${ESC}[\\]PX^_][^${ESC}${BEL}\\n]*(?:${BEL}|${ESC}\\\\)`,
    `(?:${ESC}\\[|${CSI})[0-?]*[ -/]*[@-~]`,
    `${ESC}[ -/]*[0-~]`,
    `[${CONTROLS}]`,
  ].join('|'),
  'g',
);

/** The text as a reader sees it: no colours, titles, cursor moves or other controls. Tabs, line feeds and carriage returns stay. */
export function stripEscapes(text: string): string {
  return text.replace(ESCAPES, '');
}

/** Joins what was kept of an output; `omittedBytes` is what lay between, 0 when head and tail meet. */
export function boundedText(head: string, tail: string, omittedBytes: number): string {
  if (omittedBytes <= 0) return head + tail;
  const gap = `[… ${omittedBytes} bytes left out …]\n`;
  return `${head}${head === '' || head.endsWith('\n') ? '' : '\n'}${gap}${tail}`;
}

/** Head and tail of a text, cut between characters, with the size of what was left out. */
export function excerpt(text: string, limits: ExcerptLimits): string {
  const total = utf8Bytes(text, 0, text.length);
  if (total <= limits.headBytes + limits.tailBytes) return text;
  const headEnd = indexAfterBytes(text, limits.headBytes);
  const tailStart = indexBeforeBytes(text, limits.tailBytes);
  return boundedText(text.slice(0, headEnd), text.slice(tailStart), utf8Bytes(text, headEnd, tailStart));
}

function indexAfterBytes(text: string, budget: number): number {
  let spent = 0;
  let index = 0;
  while (index < text.length) {
    const units = isPair(text, index) ? 2 : 1;
    spent += utf8Bytes(text, index, index + units);
    if (spent > budget) return index;
    index += units;
  }
  return index;
}

function indexBeforeBytes(text: string, budget: number): number {
  let spent = 0;
  let index = text.length;
  while (index > 0) {
    const units = index > 1 && isPair(text, index - 2) ? 2 : 1;
    spent += utf8Bytes(text, index - units, index);
    if (spent > budget) return index;
    index -= units;
  }
  return index;
}

/** UTF-8 length of `text[start, end)`; a lone surrogate counts as the three bytes of its replacement. */
function utf8Bytes(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let index = start; index < end; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (isPair(text, index)) {
      bytes += 4;
      index += 1;
    } else bytes += 3;
  }
  return bytes;
}

function isPair(text: string, index: number): boolean {
  const high = text.charCodeAt(index);
  const low = text.charCodeAt(index + 1);
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}

function controlRange(from: number, to: number): string {
  return `${String.fromCharCode(from)}-${String.fromCharCode(to)}`;
}
