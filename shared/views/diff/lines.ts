/** The lines of a text as editors count them: LF, CRLF or a lone CR ends one, and behind the last end there is one more, which is empty. */
export function textLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}
