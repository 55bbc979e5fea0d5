import type { LineRange } from '../../shared/workspace/revert';

/** Lines as editors count them: each ends with LF, CRLF or a lone CR, and belongs to its line. Text after the last end is a line too. */
export function linesOf(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lone = bytes[at] === 0x0d && bytes[at + 1] !== 0x0a;
    if (bytes[at] !== 0x0a && !lone) continue;
    lines.push(bytes.subarray(start, at + 1));
    start = at + 1;
  }
  if (start < bytes.length) lines.push(bytes.subarray(start));
  return lines;
}

/** `text` with its lines `range` replaced by lines `otherRange` of `other`; undefined where either has no such lines. */
export function replacedLines(text: Buffer, range: LineRange, other: Buffer, otherRange: LineRange): Buffer | undefined {
  const [lines, others] = [linesOf(text), linesOf(other)];
  const put = clipped(others, otherRange);
  const taken = clipped(lines, range);
  if (!put || !taken) return undefined;
  const [from, to] = taken;
  return Buffer.concat([...lines.slice(0, from), ...others.slice(...put), ...lines.slice(to)]);
}

/** An editor shows an empty last line after the last line end, which git has not: a range may reach one line past the text. */
function clipped(lines: readonly Buffer[], { start, end }: LineRange): readonly [number, number] | undefined {
  const most = lines.length + 2;
  if (start > most || end > most) return undefined;
  return [Math.min(start - 1, lines.length), Math.min(end - 1, lines.length)];
}
