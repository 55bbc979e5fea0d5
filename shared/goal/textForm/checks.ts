import { Check } from '../check';
import type { CheckIds } from './checkIds';
import { detailsPattern, documentOfDetails, readDetails } from './details';
import { slug } from './tidy';

/** A check that a text names, and the text without it. */
export interface NamedCheck {
  readonly check: Check;
  /** Whether the text gives the check's details, rather than a command alone. */
  readonly explicit: boolean;
}

export interface ReadChecks {
  readonly checks: readonly NamedCheck[];
  /** The text without the checks that it gives in full. */
  readonly words: string;
  /** What is left when every check is taken out: joining words alone, where the text says nothing besides its checks. */
  readonly rest: string;
  /** Code that is no check, with where it stands in the text and why. */
  readonly refused: readonly { readonly offset: number; readonly message: string }[];
}

const IDS = detailsPattern('id');

/** `code` or `a review check`, with details; or code alone. */
const NAMED = String.raw`(?:(?<file>the file\s+)?\`(?<code>[^\`\n]*)\`|an?\s+(?<kind>\w+) check)\s*(?<details>${IDS})|(?<exists>(?:the )?file\s+)?\`(?<alone>[^\`\n]*)\``;

/** Programs that people start by one word or with arguments; any of them makes code a command line. */
const PROGRAMS =
  /^(?:sudo |env |time )?(?:[A-Z_]+=\S+ )*(?:npm|npx|pnpm|yarn|bun|node|deno|tsc|vitest|jest|mocha|playwright|python3?|pytest|tox|nox|ruff|mypy|poetry|uv|pip|make|cmake|ctest|ninja|bazel|cargo|go|gotestsum|gradle|mvn|sbt|dotnet|swift|xcodebuild|bundle|rake|rspec|ruby|php|composer|phpunit|perl|prove|bash|sh|docker|git|curl|hyperfine|k6|just|bats|\.{1,2}\/\S+|gradlew|java|Rscript|julia|stack|cabal|mix|elixir|zig|nix)(?=\s|$)/;

/** A file that people read rather than start. */
const DOCUMENT = /^[^\s:]+\.(?:md|markdown|txt|json|ya?ml|html?|csv|tsv|xml|pdf|png|svg|ipynb|rst|adoc|toml|lock)$/i;

/** Reads the checks that an evidence or constraint text names. A check whose id is taken gets another. */
export function readChecks(text: string, ids: CheckIds): ReadChecks {
  const checks: NamedCheck[] = [];
  const refused: { offset: number; message: string }[] = [];
  let words = '';
  let rest = '';
  let at = 0;
  for (const match of text.matchAll(new RegExp(NAMED, 'g'))) {
    const between = text.slice(at, match.index);
    at = match.index + match[0].length;
    const explicit = match.groups?.details !== undefined;
    const check = explicit ? explicitCheck(match) : guessedCheck(match);
    words += between;
    rest += between;
    if (!check.success) {
      words += match[0];
      rest += match[0];
      refused.push({ offset: match.index, message: check.message });
      continue;
    }
    if (!explicit) words += match[0];
    checks.push({ check: { ...check.data, id: ids.take(check.data.id) }, explicit });
  }
  return { checks, words: words + text.slice(at), rest: rest + text.slice(at), refused };
}

type Tried = { readonly success: true; readonly data: Check } | { readonly success: false; readonly message: string };

function explicitCheck({ groups }: RegExpMatchArray): Tried {
  const details = readDetails((groups?.details ?? '').slice(1, -1));
  if (!details) return { success: false, message: 'The details in brackets do not read: write them as key value, key value.' };
  return tryCheck({ ...headOf(groups ?? {}), ...documentOfDetails(details) });
}

function headOf({ file, code, kind }: Readonly<Record<string, string | undefined>>): Readonly<Record<string, unknown>> {
  if (code === undefined) return { kind };
  return file === undefined ? { kind: 'command', run: code } : { kind: 'artifact', path: code };
}

function guessedCheck({ groups }: RegExpMatchArray): Tried {
  const code = (groups?.alone ?? '').trim();
  const id = slug(code, 'check', MAX_GUESSED_ID);
  if (DOCUMENT.test(code)) return tryCheck({ id, kind: 'artifact', path: code.replace(/^\.\//, '') });
  if (PROGRAMS.test(code) || (/\s/.test(code) && groups?.exists === undefined))
    return tryCheck({ id, kind: 'command', run: code });
  return { success: false, message: `\`${code}\` does not read as a command to run; write the whole command line.` };
}

function tryCheck(document: unknown): Tried {
  const parsed = Check.safeParse(document);
  if (parsed.success) return parsed;
  return { success: false, message: `This is no check yet: ${parsed.error.issues[0]?.message ?? 'it does not read'}.` };
}

/** An id that was guessed from a command is kept short, since people cite it. */
const MAX_GUESSED_ID = 40;
