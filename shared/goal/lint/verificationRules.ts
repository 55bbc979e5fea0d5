import { added, setTo } from './edit';
import { type Hit, hit, NOTHING, type Rule } from './finding';
import { judgeName } from './known';
import { quoted } from './phrase';
import { proofOf } from './proofs';
import { hasEvidenceStandard, isResearch } from './research';
import { type CommandSubject, commands, type LintSubject } from './subject';

// What proves the outcome must be able to fail, and must be run by the app.

export const VERIFICATION_RULES: readonly Rule[] = [
  { id: 'no-check', severity: 'major', look: noCheck },
  { id: 'check-always-passes', severity: 'major', look: alwaysPasses },
  { id: 'pipe-hides-exit', severity: 'minor', look: pipeHidesExit },
  { id: 'artifact-only-exists', severity: 'minor', look: onlyExists },
  { id: 'flaky-once', severity: 'major', look: flakyOnce },
  { id: 'research-no-standard', severity: 'major', look: noStandard },
];

/** Things that words can name and that can prove something. */
const EVIDENCE =
  /\b(bench\w*|tests?|suite|spec|checks?|lint\w*|build|compil\w+|type-?check\w*|report|artifact|coverage|command|script|run|runs|review\w*|rubric|diff|snapshot|audit|scan\w*|measure\w*|p\d{2}|ci)\b/i;

function noCheck(goal: LintSubject): readonly Hit[] {
  if (goal.verification.length > 0 || EVIDENCE.test(goal.words?.evidence ?? '')) return NOTHING;
  const message = 'No check proves the outcome: the agent’s word would be all there is.';
  return hit(['verification'], message, added(['verification'], proofOf(goal)));
}

/** A command line, or its end, that exits with 0 whatever happened before. */
const SWALLOWS = /\s*(\|\||;|&&|&)\s*(true|:|exit 0|echo\b[^|;&]*)\s*$/;
const EMPTY = /^\s*(true|:|exit 0|echo\b[^|;&]*)\s*$/;

function alwaysPasses(goal: LintSubject): readonly Hit[] {
  return commands(goal).flatMap(({ id, path, run, metric }) => {
    const empty = EMPTY.test(run);
    const tail = SWALLOWS.exec(run);
    const hides = tail !== null && tail[1] !== '&&';
    if (metric || !(empty || hides)) return NOTHING;
    const kept = hides ? run.slice(0, tail.index).trim() : '';
    const message = `${quoted(empty ? run : (tail?.[0] ?? ''))} exits with 0 whatever happens: ${id || 'this check'} cannot fail.`;
    return hit([...path, 'run'], message, setTo([...path, 'run'], kept || '[the command that exits with 0 only when it holds]'));
  });
}

function pipeHidesExit(goal: LintSubject): readonly Hit[] {
  return commands(goal).flatMap(({ path, run, metric }) => {
    const last = /(?<!\|)\|(?!\|)\s*(tee|cat|head|tail|less|sort|uniq|sed|tr|awk|wc|ts)\b[^|]*$/.exec(run)?.[1];
    if (metric || last === undefined || /\bpipefail\b|PIPESTATUS/.test(run)) return NOTHING;
    const message = `The exit code is that of ${quoted(last)} at the pipe’s end: a failure before it is not seen.`;
    return hit([...path, 'run'], message, setTo([...path, 'run'], `set -o pipefail; ${run}`));
  });
}

function onlyExists(goal: LintSubject): readonly Hit[] {
  const all = goal.verification;
  const bare = all.filter((check) => check.kind === 'artifact' && !check.judged);
  if (bare.length === 0 || bare.length < all.length) return NOTHING;
  return bare.flatMap((check) => {
    const message = `${check.id || 'The check'} passes with any file of one byte: nothing looks at what it says.`;
    const sections = isResearch(goal)
      ? ['Confirmed', 'Approximate', 'Blocked', 'Uncertain']
      : ['Method', 'Result', 'What is left open'];
    return hit(check.path, message, setTo([...check.path, 'sections'], sections));
  });
}

const FLAKY =
  /\b(flak(y|es|iness)|intermittent(ly)?|sporadic(ally)?|race conditions?|now and then|sometimes fails?|non-?determinis\w+)\b/i;

function flakyOnce(goal: LintSubject): readonly Hit[] {
  const word = FLAKY.exec(goal.outcome)?.[0];
  const proofs = goal.verification.filter((check): check is CommandSubject => check.kind === 'command');
  const [first] = proofs;
  if (word === undefined || !first || proofs.some(({ times }) => times > 1) || saysTimes(goal)) return NOTHING;
  const message = `${quoted(word)} fails now and then: ${first.id || 'one check'} runs once, and passes by luck.`;
  return hit([...first.path, 'repeat'], message, setTo([...first.path, 'repeat'], { times: 20, judge: 'all' }));
}

/** A text has no field for how often a command is started: it says so. */
function saysTimes({ outcome, words }: LintSubject): boolean {
  return words !== null && /\b\d+ (times|runs|of \d+|in a row)\b/i.test(`${outcome} ${words.evidence}`);
}

function noStandard(goal: LintSubject): readonly Hit[] {
  if (!isResearch(goal) || hasEvidenceStandard(goal)) return NOTHING;
  const message = 'Research needs its evidence standard first: what counts as confirmed?';
  const standard =
    `A claim counts as confirmed when ${judgeName(goal)} gives the published value within [tolerance]; ` +
    'as approximate when it rests on a replacement or misses the tolerance; otherwise as blocked or uncertain, with the reason.';
  return hit(['verification'], message, setTo(['research'], { standard }));
}
