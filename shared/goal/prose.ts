/**
 * The one form of an objective's prose: line ends are `\n`, no blank lines before it, no white space after it. A file that git
 * checked out with other line ends then holds the same contract, and writing one to a file and reading it back changes nothing.
 */
export function normalProse(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd();
}
