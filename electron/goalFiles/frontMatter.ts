import { err, ok, type Result } from '../../shared/kernel/result';

/** A Markdown file cut at its front matter. `yaml` begins on line 2 of the file; `body` is what stands below the closing line. */
export interface FrontMatter {
  readonly yaml: string;
  readonly body: string;
}

/** YAML itself ends a document at such a line, also within a text that runs over several lines, so no value can hold one. */
const FENCE = /^---[ \t]*$/;

/** Cuts `text`, which has no byte order mark and `\n` line ends. The error is a sentence about line 1. */
export function splitFrontMatter(text: string): Result<FrontMatter, string> {
  const lines = text.split('\n');
  if (!FENCE.test(lines[0] ?? '')) {
    return err(
      'a contract file begins with front matter: make its first line --- and write the keys below it, for example goalpost: 1',
    );
  }
  const end = lines.findIndex((line, index) => index > 0 && FENCE.test(line));
  if (end < 0) return err('the front matter is not closed: write a line --- below its last key');
  return ok({ yaml: lines.slice(1, end).join('\n'), body: lines.slice(end + 1).join('\n') });
}
