import { added, setTo } from './edit';
import { type Hit, hit, NOTHING, type Rule } from './finding';
import { freeId, TESTS, testCommand, within } from './known';
import { quoted } from './phrase';
import type { ConstraintSubject, LintSubject } from './subject';
import { fittingTimeout } from './timeout';

// What must not get worse on the way, and what would notice.

export const CONSTRAINT_RULES: readonly Rule[] = [
  { id: 'no-constraint', severity: 'major', look: none },
  { id: 'constraint-unguarded', severity: 'minor', look: unguarded },
  { id: 'constraint-vague', severity: 'minor', look: vague },
];

function none(goal: LintSubject): readonly Hit[] {
  if (goal.constraints.length > 0 || (goal.words && KEEPS.test(`${goal.outcome} ${goal.words.evidence}`))) return NOTHING;
  const message = 'Nothing is said that must not get worse on the way.';
  const proven = goal.verification.some((check) => check.kind === 'command' && TESTS.test(check.run));
  return hit(['constraints'], message, added(['constraints'], proven ? typesHold(goal) : suiteHolds(goal)));
}

/** Words of a text that keep something as it is, wherever they stand. */
const KEEPS =
  /\b(while|without|keeping|preserving|must (not|stay|remain)|stays? (green|under|below|the same)|no regressions?)\b/i;

function suiteHolds(goal: LintSubject) {
  const run = testCommand(goal) ?? '[the command that runs the test suite]';
  return { text: 'Every test that passes now still passes.', check: guard(goal, 'tests', run) };
}

/** Where the tests are the proof already, the build is what could still break. */
function typesHold(goal: LintSubject) {
  return {
    text: 'The project still builds without errors.',
    check: guard(goal, 'build', '[the command that builds the project]'),
  };
}

function guard(goal: LintSubject, id: string, run: string) {
  return { id: freeId(goal, id), kind: 'command', run, timeout: fittingTimeout(run) };
}

function unguarded(goal: LintSubject): readonly Hit[] {
  if (goal.words) return NOTHING; // A text has no place for a constraint's command.
  return goal.constraints.flatMap((constraint) => {
    if (constraint.check || constraint.text === '' || isEnforced(constraint, goal)) return [];
    const message = `${quoted(constraint.text)} has no check: nothing would notice when it is broken.`;
    return hit([...constraint.path, 'check'], message, setTo([...constraint.path, 'check'], guardFor(constraint.text, goal)));
  });
}

const DEPENDENCIES = /\b(dependenc(y|ies)|packages?|librar(y|ies)|requirements)\b/i;
const TESTS_KEPT =
  /\btests?\b.*\b(delet|remov|skip|weaken|chang|edit|touch|loosen|disabl)\w*|\b(delet|remov|skip|weaken|chang|edit|touch|loosen|disabl)\w*\b.*\btests?\b/i;
const MANIFESTS =
  /(^|\/)(package(-lock)?\.json|yarn\.lock|pnpm-lock\.yaml|pyproject\.toml|requirements[\w-]*\.txt|Cargo\.(toml|lock)|go\.(mod|sum)|Gemfile(\.lock)?|pom\.xml)$/;

/** The sandbox or the protected files see to it already. */
function isEnforced({ text }: ConstraintSubject, goal: LintSubject): boolean {
  if (DEPENDENCIES.test(text) && goal.protect.some((path) => MANIFESTS.test(path))) return true;
  if (TESTS_KEPT.test(text) && goal.protect.some((path) => /test|spec/i.test(path))) return true;
  if (/\b(network|internet|online|hosts?)\b/i.test(text) && goal.hosts.length === 0) return true;
  const named = text.match(NAMED) ?? [];
  return named.length > 0 && named.every((path) => goal.protect.some((kept) => within(path, kept)) || isOutside(path, goal));
}

/** A path, or a file by its ending. It begins only where a word begins, so that a long word is gone over once. */
const NAMED = /(?<![\w.-])[\w.-]{1,80}\/[\w./-]{0,200}|(?<![\w-])[\w-]{1,80}\.[a-z]{1,4}\b/gi;

function isOutside(path: string, goal: LintSubject): boolean {
  return goal.write.length > 0 && !goal.write.some((folder) => within(path, folder) || within(folder, path));
}

function guardFor(text: string, goal: LintSubject) {
  if (DEPENDENCIES.test(text)) {
    const files = 'package.json package-lock.json pyproject.toml requirements.txt Cargo.toml go.mod';
    return guard(goal, 'dependencies', `git diff --exit-code HEAD -- ${files}`);
  }
  if (TESTS.test(text) || /\bsuite\b/i.test(text)) {
    return guard(goal, 'tests', testCommand(goal) ?? '[the command that runs the test suite]');
  }
  if (/\b(types?|type-?check\w*|compil\w*)\b/i.test(text)) return guard(goal, 'types', '[the command that checks the types]');
  if (/\b(api|interface|signature|public)\b/i.test(text)) {
    return guard(goal, 'interface', '[the command that compares the interface with its snapshot]');
  }
  return guard(
    goal,
    text,
    `[the command that fails when this breaks: ${text
      .replaceAll(/[[\]\s]+/g, ' ')
      .slice(0, 60)
      .trim()}]`,
  );
}

const VAGUE =
  /\b((do(es)? not|don['’]t|without|never|nothing) (break(s|ing)?|harm\w*|mess\w*|ruin\w*)( \w+)?|no regressions?|(everything|all|it|the app|the code|the rest) (still |keeps? |continues? )?(works?|working|stays? the same|stays? good)|keep (the )?quality|(be|stay) careful)\b/i;

/** Words that say how it is noticed after all. */
const CONCRETE = /\b(tests?|suite|api|interface|signature|bench\w*|snapshot|schema|lint\w*|types?|\d+|output|files?)\b/i;

function vague(goal: LintSubject): readonly Hit[] {
  return goal.constraints.flatMap(({ text, check, path }) => {
    const word = VAGUE.exec(text)?.[0];
    if (word === undefined || CONCRETE.test(text)) return [];
    const message = `${quoted(word)} names nothing that could be looked at.`;
    const instead = check?.id ? `What the check ${check.id} covers still passes.` : 'Every test that passes now still passes.';
    return hit([...path, 'text'], message, setTo([...path, 'text'], instead));
  });
}
