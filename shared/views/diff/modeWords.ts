import { t } from '../../words/t';

/** A content's kind in words, from the mode that git gives it. */
const KINDS: Readonly<Record<string, string>> = {
  '100644': t`file`,
  '100755': t`executable file`,
  '120000': t`link`,
  '160000': t`repository of its own`,
};

/**
 * What a change says about a file's kind, beyond its lines: `now executable`, `was a link, is a file`, `a link`; empty for plain files.
 * `was` and `is` name mode and content, null where the file is not there.
 */
export function modeWords(was: string | null | undefined, is: string | null | undefined): string {
  const [before, after] = [modeOf(was), modeOf(is)];
  if (before === after || before === undefined || after === undefined) return loneWords(after ?? before);
  if (before === '100644' && after === '100755') return t`now executable`;
  if (before === '100755' && after === '100644') return t`no longer executable`;
  return t`was ${article(before)}, is ${article(after)}`;
}

/** Whether nothing but the kind has changed. */
export function isModeOnly(was: string | null | undefined, is: string | null | undefined): boolean {
  const hashOf = (named: string | null | undefined) => named?.split(' ')[1];
  return modeOf(was) !== modeOf(is) && hashOf(was) !== undefined && hashOf(was) === hashOf(is);
}

function modeOf(named: string | null | undefined): string | undefined {
  return named?.split(' ')[0];
}

function loneWords(mode: string | undefined): string {
  return mode === undefined || mode === '100644' || mode === '100755' ? '' : article(mode);
}

function article(mode: string): string {
  const kind = KINDS[mode] ?? t`file of mode ${mode}`;
  return `${kind.startsWith('e') ? 'an' : 'a'} ${kind}`;
}
