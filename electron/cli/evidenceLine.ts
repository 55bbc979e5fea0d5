import { brokenWords } from '../../shared/evidence/brokenWords';
import type { Evidence } from '../../shared/evidence/record';
import { duration } from '../../shared/views/format';
import { oneLine, type Paint, type Tone } from './paint';

/** What fits beside the figures on a usual terminal. */
const TEXT_WIDTH = 100;

/** What could not start is not red: it says nothing of the work, and has a sign and a word of its own. */
const VERDICTS = {
  pass: { sign: '✓', word: 'passes', tone: 'good' },
  fail: { sign: '✗', word: 'fails', tone: 'bad' },
  broken: { sign: '!', word: 'is broken, it', tone: 'asks' },
  void: { sign: '!', word: 'proves nothing', tone: 'asks' },
} as const satisfies Readonly<Record<Evidence['verdict']['verdict'], { sign: string; word: string; tone: Tone }>>;

/** `  ✗ p95 fails 136.7 ms, target < 120 e4 · 2.3 s · sandbox enforced`: one run of a check as the live view tells it. */
export function evidenceLine(evidence: Evidence, paint: Paint): string {
  const { verdict, looked, live } = evidence;
  const { sign, word, tone } = VERDICTS[verdict.verdict];
  // Red before the work is what the work is for.
  const shown = tone === 'bad' && evidence.purpose === 'baseline' ? 'quiet' : tone;
  const held = evidence.sandbox === 'none' ? 'NO SANDBOX' : `sandbox ${evidence.sandbox}`;
  const beside = live ? ', among live processes' : '';
  const where = looked ? `says ${looked.name}` : `${duration(evidence.durationMs)} · ${held}${beside}`;
  return `  ${paint(shown, `${sign} ${evidence.check} ${word}${verdict.verdict === 'broken' ? ` ${brokenWords(verdict)}` : ''}${figures(evidence)}${why(evidence)}`)} ${paint('quiet', `${evidence.id} · ${where}`)}`;
}

function figures({ metric }: Evidence): string {
  return metric ? ` ${`${metric.value} ${metric.unit ?? ''}`.trim()}, target ${metric.target}` : '';
}

/** A figure beside its target says why by itself; whatever else stands in the way is told. */
function why({ verdict, metric }: Evidence): string {
  if (verdict.verdict === 'pass' || (metric && verdict.verdict === 'fail' && verdict.reason === 'metric_target')) return '';
  return `: ${oneLine(verdict.message, TEXT_WIDTH)}`;
}
