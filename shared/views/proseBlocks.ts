/** A line that names what is meant elsewhere in the text by a word in brackets: then no part of it can be read alone. */
const DEFINITION = /^ {0,3}\[[^\]\n]+\]:/m;

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/** What may go on with the block before it across an empty line: an indented line, or a list's next item. */
const MAY_GO_ON = /^(?:[ \t]|[-*+](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$))/;

/**
 * Cuts Markdown where its parts read alone as they do together: at empty lines outside of code, before a line that begins something new.
 * Together they are the text. While a text grows at its end all parts but the last stay as they were, so that only that one is read again.
 */
export function proseBlocks(text: string): readonly string[] {
  if (DEFINITION.test(text)) return [text];
  const blocks: string[] = [];
  let [start, at, fence, blank] = [0, 0, '', false];
  for (const line of text.split('\n')) {
    if (blank && fence === '' && line.trim() !== '' && !MAY_GO_ON.test(line) && at > start) {
      blocks.push(text.slice(start, at));
      start = at;
    }
    fence = fenceAfter(fence, line);
    blank = line.trim() === '';
    at += line.length + 1;
  }
  if (start < text.length) blocks.push(text.slice(start));
  return blocks;
}

/** The fence that is open after the line; empty where none is. */
function fenceAfter(open: string, line: string): string {
  const [, marks = '', rest = ''] = FENCE.exec(line) ?? [];
  if (open === '') return marks[0] === '`' && rest.includes('`') ? '' : marks;
  const closes = marks[0] === open[0] && marks.length >= open.length && rest.trim() === '';
  return closes ? '' : open;
}
