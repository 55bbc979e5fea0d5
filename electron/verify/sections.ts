/** An ATX heading of any level, closing hashes aside: `## Results ##`. */
const HEADING = /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;

/** A code fence opens or closes with at least three of one mark. */
const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/** A longer line is no heading; what lies beyond is passed over, so that a file without line ends is not held in memory. */
const MAX_LINE_UNITS = 4096;

/** The sections of which the text, in pieces cut anywhere, has neither a Markdown heading nor a line that says just that. Headings inside code fences are not headings. */
export async function missingSections(pieces: AsyncIterable<string>, sections: readonly string[]): Promise<readonly string[]> {
  const missing = new Set(sections.map(comparable));
  let fence: string | undefined;
  for await (const line of boundedLines(pieces)) {
    const [, mark, info = ''] = FENCE.exec(line) ?? [];
    if (fence === undefined) {
      missing.delete(comparable(HEADING.exec(line)?.[1] ?? line));
      fence = mark;
    } else if (mark?.startsWith(fence) && info.trim() === '') fence = undefined;
    if (missing.size === 0) break;
  }
  return sections.filter((section) => missing.has(comparable(section)));
}

/** Lines without their ends, each cut at {@link MAX_LINE_UNITS}. */
async function* boundedLines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const piece of pieces) {
    const lines = piece.split('\n');
    for (const line of lines.slice(0, -1)) {
      yield withoutReturn(held + line.slice(0, MAX_LINE_UNITS));
      held = '';
    }
    held = (held + (lines.at(-1) ?? '').slice(0, MAX_LINE_UNITS)).slice(0, MAX_LINE_UNITS);
  }
  yield withoutReturn(held);
}

const withoutReturn = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line);

/** Headings are compared without case and emphasis marks, and with single spaces, as a reader compares them. */
function comparable(text: string): string {
  return text.replace(/[*_`]/g, '').trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase();
}
