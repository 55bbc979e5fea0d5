import { z } from 'zod';
import { err, ok, type Result } from '../kernel/result';
import type { Verdict } from './record';
import { CriterionAnswer, type JudgedCriterion } from './reviewRecord';

/** Of a reviewer's reason: what fits a row. */
const WHY_LENGTH = 600;

/** Of what a reviewer cites for one criterion; more than this is no citation but a list. */
const MOST_CITED = 20;

/** One criterion as the reviewer answered it; `n` counts the rubric's criteria from 1. */
const Answered = z.object({
  n: z.int(),
  answer: z
    .string()
    .transform((word) =>
      word
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
    )
    .pipe(CriterionAnswer),
  evidence: z.array(z.string()).default([]),
  why: z.string().default(''),
});
type Answered = z.infer<typeof Answered>;

/** A reviewer's whole answer, as the tool takes it. */
const ReviewerAnswer = z.object({ criteria: z.array(Answered) });

/** What a reviewer may cite: each id it was shown, and whether that is about the tree as it stands. */
export type Citable = ReadonlyMap<string, { readonly fresh: boolean }>;

/** Parses a reviewer's answer, JSON that may stand between other words; the error is a sentence that says what is wrong with it. */
export function parseReviewerAnswer(text: string): Result<readonly Answered[], string> {
  const from = text.indexOf('{');
  const to = text.lastIndexOf('}');
  if (from === -1 || to < from) return err('it holds no JSON object');
  try {
    const parsed = ReviewerAnswer.safeParse(JSON.parse(text.slice(from, to + 1)));
    if (parsed.success) return ok(parsed.data.criteria);
    const issue = parsed.error.issues[0];
    return err(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not what was asked for'}`);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return err(`its JSON does not parse (${thrown.message})`);
  }
}

/** Each criterion of the rubric as it counts. */
export function judgeCriteria(
  rubric: readonly string[],
  answers: readonly Answered[],
  citable: Citable,
): readonly JudgedCriterion[] {
  return rubric.map((criterion, index) => {
    const given = answers.filter((answer) => answer.n === index + 1);
    return { criterion, ...judged(given, citable) };
  });
}

/** A word that rests on nothing that was shown does not count, whichever it is; one for the work must also rest on the tree as it stands. */
function judged(given: readonly Answered[], citable: Citable): Omit<JudgedCriterion, 'criterion'> {
  const [first] = given;
  if (!first) return doesNotCount('the reviewer did not answer it', []);
  if (given.some((other) => other.answer !== first.answer)) return doesNotCount('the reviewer answered it in two ways', []);
  const evidence = [...new Set(first.evidence)].slice(0, MOST_CITED);
  const why = first.why.slice(0, WHY_LENGTH);
  const unknown = evidence.filter((id) => !citable.has(id));
  if (first.answer === 'cannot_tell') return { answer: 'cannot_tell', evidence, why: why || 'the reviewer gives no reason' };
  const said = `the reviewer said “${ANSWER_WORDS[first.answer]}” (${why || 'no reason given'})`;
  if (evidence.length === 0) return doesNotCount(`${said} but cites nothing`, evidence);
  if (unknown.length > 0) return doesNotCount(`${said} but cites ${unknown.join(', ')}, which is not known`, evidence);
  const stale = first.answer === 'met' && !evidence.some((id) => citable.get(id)?.fresh);
  if (stale) return doesNotCount(`${said} but cites only evidence of another state of the tree`, evidence);
  return { answer: first.answer, evidence, why };
}

function doesNotCount(why: string, evidence: readonly string[]): Omit<JudgedCriterion, 'criterion'> {
  return { answer: 'cannot_tell', evidence: [...evidence], why };
}

/** A review passes when every criterion is met, and nothing less. */
export function reviewVerdict(criteria: readonly JudgedCriterion[]): Verdict {
  const open = criteria.filter(({ answer }) => answer !== 'met');
  if (open.length === 0) return { verdict: 'pass' };
  const words = open.map(({ criterion, answer, why }) => `${ANSWER_WORDS[answer]}: “${criterion}” (${why || 'no reason given'})`);
  const met = `${criteria.length - open.length} of ${criteria.length} criteria met`;
  return { verdict: 'fail', reason: 'review', message: `${met}; ${words.join('; ')}` };
}

/** What people and the agent read of a review: one criterion a line, with what it rests on. */
export function reviewText(criteria: readonly JudgedCriterion[], notShown: readonly string[]): string {
  const lines = criteria.map(({ criterion, answer, evidence, why }, index) => {
    const cited = evidence.length > 0 ? ` [${evidence.join(', ')}]` : '';
    return `${index + 1}. ${ANSWER_WORDS[answer]}: ${criterion}${cited}${why === '' ? '' : `\n   ${why}`}`;
  });
  return [...lines, ...notShown.map((words) => `Not shown to the reviewer: ${words}.`)].join('\n');
}

/** The answers as people read them. */
export const ANSWER_WORDS: Readonly<Record<CriterionAnswer, string>> = {
  met: 'met',
  not_met: 'not met',
  cannot_tell: 'cannot tell',
};
