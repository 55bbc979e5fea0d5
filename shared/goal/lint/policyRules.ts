import { DEFAULT_SAME_FAILURE } from '../contract';
import { setTo } from './edit';
import { type Hit, hit, NOTHING, type Rule } from './finding';
import { judgeName } from './known';
import { lowerFirst, withSentence } from './phrase';
import { allChecks, type LintSubject } from './subject';

// How it goes on between tries, and how it ends when it cannot.

export const POLICY_RULES: readonly Rule[] = [
  { id: 'iteration-empty', severity: 'minor', look: iterationEmpty },
  { id: 'iteration-no-record', severity: 'minor', look: noRecord },
  { id: 'iteration-no-choice', severity: 'minor', look: noChoice },
  { id: 'blocked-empty', severity: 'major', look: blockedEmpty },
  { id: 'blocked-no-when', severity: 'minor', look: noWhen },
  { id: 'blocked-no-report', severity: 'minor', look: noReport },
  { id: 'same-failure-high', severity: 'minor', look: sameFailureHigh },
];

const RECORD = /\b(record|note|log|write down|keep|report|list|document|state|say|ledger)\w*\b/i;
const CHOICE =
  /\b(next|hypothes[ei]s|one [^.;]{1,40} (a|per|each|at a) (turn|time|iteration|try)|one (\w+ )?(change|thing|idea|cause|file|module|package|claim)|single (change|cause)|smallest|largest|biggest|cheapest|slowest|most (likely|promising)|first|choose|pick|bisect|in order|rank|by (size|cost|share)|revert)\b/i;

function iterationEmpty(goal: LintSubject): readonly Hit[] {
  if (goal.iteration !== '') return NOTHING;
  const message = 'No rule for the next try, none for the record.';
  return hit(['iteration'], message, setTo(['iteration'], `One hypothesis a turn. ${recordWords(goal)}`));
}

function recordWords(goal: LintSubject): string {
  return `Record what changed, what ${judgeName(goal)} showed, and the next best experiment.`;
}

function noRecord(goal: LintSubject): readonly Hit[] {
  if (goal.iteration === '' || RECORD.test(goal.iteration)) return NOTHING;
  const message = 'Nothing is recorded between tries.';
  return hit(['iteration'], message, setTo(['iteration'], withSentence(goal.iteration, recordWords(goal))));
}

function noChoice(goal: LintSubject): readonly Hit[] {
  if (goal.iteration === '' || CHOICE.test(goal.iteration)) return NOTHING;
  const message = 'No rule says how the next try is chosen.';
  const choice = `Try the most likely cause first, one change a turn, and revert what ${judgeName(goal)} does not confirm.`;
  return hit(['iteration'], message, setTo(['iteration'], withSentence(goal.iteration, choice)));
}

const WHEN =
  /\b(if|when|whenever|once|after|unless|as soon as|cannot|can['’]t|no (valid |more |further |other )?(path|way|option|idea|experiment|hypothes)\w*|fails?|missing|in case)\b/i;
const REPORT =
  /\b(attempt\w*|tried|tries|evidence|blocker|reason|input|needed|what (is|was|blocks)|dossier|findings?|report (the|what|which|with)|list (the|what|which))\b/i;

const REPORTED = 'the attempted paths, the evidence gathered, the blocker and the next input needed';

function blockedEmpty(goal: LintSubject): readonly Hit[] {
  if (goal.report !== '') return NOTHING;
  const message = 'Nothing says when to stop, nor what to report then.';
  return hit(['blocked', 'report'], message, setTo(['blocked', 'report'], `${stopWords(goal)}, stop with ${REPORTED}.`));
}

function stopWords(goal: LintSubject): string {
  const [check] = allChecks(goal);
  return `If ${check?.id || goal.words?.evidence || 'a check'} cannot run or no valid path remains`;
}

function noWhen(goal: LintSubject): readonly Hit[] {
  // A text says when by its own words: `If blocked, …`.
  if (goal.report === '' || goal.words || WHEN.test(goal.report)) return NOTHING;
  const message = 'It says what to report, and not when to stop.';
  const report = lowerFirst(goal.report);
  const held = REPORT.test(goal.report) ? report : goal.report;
  return hit(['blocked', 'report'], message, setTo(['blocked', 'report'], `${stopWords(goal)}, stop and report: ${held}`));
}

function noReport(goal: LintSubject): readonly Hit[] {
  if (goal.report === '' || REPORT.test(goal.report)) return NOTHING;
  const message = 'It says when to stop, and not what to report.';
  return hit(['blocked', 'report'], message, setTo(['blocked', 'report'], withSentence(goal.report, `Report ${REPORTED}.`)));
}

/** More than this, and the same failure has been paid for again and again before anybody hears of it. */
const MOST_SAME_FAILURES = 10;

function sameFailureHigh(goal: LintSubject): readonly Hit[] {
  if (goal.sameFailure <= MOST_SAME_FAILURES) return NOTHING;
  const message = `The same failure ${goal.sameFailure} times shows nothing new after the first few.`;
  return hit(['blocked', 'sameFailure'], message, setTo(['blocked', 'sameFailure'], DEFAULT_SAME_FAILURE));
}
