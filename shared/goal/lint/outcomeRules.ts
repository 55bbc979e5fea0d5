import { setTo } from './edit';
import { ACTIVITY, HEDGE, hasTarget, SUBJECTIVE, saysEndState, VAGUE } from './endState';
import { figuresIn, targetWords } from './figure';
import { type Hit, hit, NOTHING, type Rule } from './finding';
import { measuringCheck } from './known';
import { quoted, stem, upperFirst } from './phrase';
import { quantityIn } from './quantity';
import { asksOnly, tooSmall } from './scale';
import type { LintSubject } from './subject';

// The outcome must be an end state that can be looked at, with its number.

export const OUTCOME_RULES: readonly Rule[] = [
  { id: 'outcome-vague', severity: 'major', look: vague },
  { id: 'outcome-activity', severity: 'major', look: activity },
  { id: 'outcome-no-target', severity: 'major', look: noTarget },
  { id: 'outcome-no-unit', severity: 'minor', look: noUnit },
  { id: 'outcome-subjective', severity: 'minor', look: subjective },
  { id: 'outcome-hedged', severity: 'minor', look: hedged },
];

function vague(goal: LintSubject): readonly Hit[] {
  const word = VAGUE.exec(goal.outcome)?.[0];
  if (word === undefined || saysEndState(goal.outcome) || isOther(goal) || lacksTarget(goal)) return NOTHING;
  const message = `${quoted(word)} says what to do, not what is true at the end.`;
  return hit(['outcome'], message, setTo(['outcome'], `${stem(goal.outcome)}: ${endState(goal)}.`));
}

/** An end state for these very words, from the contract's own checks where it has some. */
function endState(goal: LintSubject): string {
  const measuring = measuringCheck(goal);
  if (measuring?.metric?.target) {
    return `${measuring.id || 'the metric'} is ${targetWords(measuring.metric.target, measuring.metric.unit)}`;
  }
  const [check] = goal.verification;
  if (check?.id) return `the check ${check.id} passes, which fails today because [what is wrong now]`;
  if (/perform|speed|fast|slow|optimi|latency|quick/i.test(goal.outcome)) {
    return 'p95 of [the operation] is below [number] ms on [the benchmark]';
  }
  if (/refactor|clean|tidy|simplif|maintain|moderni|rework/i.test(goal.outcome)) {
    return '[the linter or measure] reports no [kind of problem] in [the folder], and the public interface is identical';
  }
  if (/bug|issue|problem|error|crash/i.test(goal.outcome)) return 'each of [the named cases] has a test, and every test passes';
  return '[the command] reports no [what must be gone], or [the quantity] is at least [number and unit]';
}

function activity(goal: LintSubject): readonly Hit[] {
  const match = ACTIVITY.exec(goal.outcome);
  if (!match || saysEndState(goal.outcome) || tooSmall(goal) || asksOnly(goal)) return NOTHING;
  const subject = stem(goal.outcome.slice(match[0].length)) || '[the subject]';
  const message = `${quoted(match[0])} has no end: it can go on for ever, or be over at once.`;
  const rewrite = `The cause of ${subject} is named in docs/findings.md, with a command that shows it and exits with 0 once it is gone.`;
  return hit(['outcome'], message, setTo(['outcome'], rewrite));
}

function noTarget(goal: LintSubject): readonly Hit[] {
  if (!lacksTarget(goal) || isOther(goal)) return NOTHING;
  const found = quantityIn(goal.outcome);
  if (!found) return NOTHING;
  const { quantity, name } = found;
  const direction = quantity.better === 'lower' ? 'below' : 'at least';
  const unit = quantity.unit === '' ? '' : ` ${quantity.unit}`;
  const message = `${upperFirst(name)} is measured, but no number says where it is reached.`;
  return hit(['outcome'], message, setTo(['outcome'], `${stem(goal.outcome)}: ${name} is ${direction} [number]${unit}.`));
}

const DIRECTION =
  /\b(reduc|lower|decreas|cut|shrink|increas|rais|improv|boost|rais|optimi|minimi|maximi|better|faster|smaller|higher|less|more|keep|speed|low|high|down|up)\w*/i;

/** A quantity is to move, and nothing in the contract says how far. */
function lacksTarget(goal: LintSubject): boolean {
  return (
    quantityIn(goal.outcome) !== undefined && DIRECTION.test(goal.outcome) && !hasTarget(goal) && !saysEndState(goal.outcome)
  );
}

function noUnit(goal: LintSubject): readonly Hit[] {
  const found = quantityIn(goal.outcome);
  const figure = figuresIn(goal.outcome).find(({ unit, operator }) => unit === '' && operator !== '==');
  if (!found || !figure || found.quantity.unit === '') return NOTHING;
  const after = goal.outcome.slice(figure.at + figure.text.length);
  if (/^\s*[a-zµ%]+/i.test(after) && !/^\s*(on|in|for|at|and|while|with|under|across|as)\b/i.test(after)) return NOTHING;
  const unit = measuringCheck(goal)?.metric?.unit || found.quantity.unit;
  const outcome = `${goal.outcome.slice(0, figure.at)}${figure.text.trimEnd()} ${unit}${after}`;
  const message = `${quoted(figure.text)} has no unit: ${figure.value} of what?`;
  return hit(['outcome'], message, setTo(['outcome'], outcome));
}

function subjective(goal: LintSubject): readonly Hit[] {
  if (VAGUE.test(goal.outcome) && !saysEndState(goal.outcome)) return NOTHING;
  // A reviewer or the user judges what no command can.
  if (goal.verification.some(({ kind }) => kind === 'judged') || isOther(goal)) return NOTHING;
  for (const [pattern, instead] of SUBJECTIVE) {
    const word = pattern.exec(goal.outcome)?.[0];
    if (word === undefined) continue;
    const message = `${quoted(word)} is judged by taste: the agent and you may read it differently.`;
    return hit(['outcome'], message, setTo(['outcome'], goal.outcome.replace(pattern, instead)));
  }
  return NOTHING;
}

function hedged(goal: LintSubject): readonly Hit[] {
  const word = goal.outcome.match(HEDGE)?.[0];
  if (word === undefined) return NOTHING;
  const message = `${quoted(word)} leaves open whether it is meant: a gate is open or closed.`;
  const plain = goal.outcome
    .replaceAll(HEDGE, '')
    .replaceAll(/\s{2,}/g, ' ')
    .trim();
  return hit(['outcome'], message, setTo(['outcome'], upperFirst(plain) || '[what must be true at the end]'));
}

/** Another rule says the first thing about these words: that they are no goal, or name only an activity. */
function isOther(goal: LintSubject): boolean {
  return tooSmall(goal) !== undefined || asksOnly(goal) || (ACTIVITY.test(goal.outcome) && !saysEndState(goal.outcome));
}
