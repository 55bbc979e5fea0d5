import { idFrom } from './phrase';
import { allChecks, type CommandSubject, commands, type LintSubject, proseOf } from './subject';

// What a rewrite can take from the contract itself. What nobody has said yet stands in [brackets], for the user to fill in.

/** Paths of the workspace that the goal's own words name: with a slash, or a file by its ending. */
export function pathsNamed(goal: LintSubject): readonly string[] {
  const found = proseOf(goal).match(PATH) ?? [];
  return [...new Set(found.map((path) => path.replace(/^\.\//, '')))].filter((path) => !path.includes('..'));
}

const PATH =
  /(?<![\w/:.@-])(?:\.\/)?[\w-][\w.-]{0,80}(?:\/[\w.*-]{1,80}){0,8}(?:\/|\.(?:[cm]?[jt]sx?|py|rs|go|md|json|csv|ya?ml|toml|java|rb|sql))(?![\w/])/g;

/** The first command that starts a test suite, as some check of the contract starts it. */
export function testCommand(goal: LintSubject): string | undefined {
  return commands(goal).find(({ run }) => TESTS.test(run))?.run;
}

export const TESTS = /\b(tests?|spec|pytest|vitest|jest|mocha|ctest|junit|rspec|phpunit)\b/i;

/** The check that measures the outcome: the first of the verification that reads a number. */
export function measuringCheck(goal: LintSubject): CommandSubject | undefined {
  return goal.verification.find((check): check is CommandSubject => check.kind === 'command' && check.metric !== null);
}

/** What the next try is judged by, in a word: a check's id, or the words of a text's evidence. */
export function judgeName(goal: LintSubject): string {
  const named = (measuringCheck(goal) ?? goal.verification[0])?.id;
  return named || goal.words?.evidence || 'each check';
}

export function freeId(goal: LintSubject, from: string): string {
  return idFrom(
    from,
    allChecks(goal).map(({ id }) => id),
  );
}

/** Whether a path lies in a folder or is the same; `*` and what follows counts for its folder. */
export function within(path: string, folder: string): boolean {
  const [inner, outer] = [plainPath(path), plainPath(folder)];
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}

/** Without `./`, a glob's tail and the closing slash; empty for the workspace itself. */
export function plainPath(path: string): string {
  return path
    .replace(/^(\.\/)+/, '')
    .replace(/\/?[^/]*\*.*$/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');
}

/** What of a command line judges, rather than being judged: the scripts that it starts, and tests, benchmarks and their data. */
export function judgesOf(run: string): readonly string[] {
  return run.split(/[;|&\n]+/).flatMap((part) => {
    const words = part.split(/[\s()'"]+/).filter((word) => word !== '' && word !== '!');
    const script = words.findIndex((word) => !STARTER.test(word));
    return words.filter((word, index) => PATH_WORD.test(word) && (index === script || JUDGING.test(word))).map(withoutDot);
  });
}

/** What stands before a script's path on its command line. */
const STARTER = /^(node|deno|bun|python3?|ruby|perl|php|bash|sh|Rscript|julia|npx|env|time|set|-\S*|\w+=\S*|pipefail)$/;
const PATH_WORD = /^[\w.][\w.*-]*(\/[\w.*-]+)+\/?$|^[\w-]+\.[a-z]{1,4}$/i;
const JUDGING = /(^|[/._-])(tests?|specs?|bench\w*|golden|snapshots?|fixtures?|e2e)([/._-]|$)/i;

function withoutDot(path: string): string {
  return path.replace(/^\.\//, '');
}
