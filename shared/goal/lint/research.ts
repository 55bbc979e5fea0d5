import { type LintSubject, proseOf } from './subject';

const RESEARCH =
  /\b(reproduc(e|es|ed|ing|tion) (of |the |a |an |its |their |all |each )?([\w'’-]+ ){0,4}(paper|stud(y|ies)|tables?|figures?|results?|findings?|experiments?|claims?|publication)|replicat(e|es|ed|ing|ion)|hypothes[ie]s|(published|reported) (tables?|results?|figures?|numbers?|values?|claims?)|(paper|article|preprint)['’]s (claims?|results?|numbers?)|state of the art|evidence for|whether .{1,80} (causes?|predicts?|correlates?))\b/i;

const STANDARD =
  /\b(evidence standard|tolerance|within ±|± ?\d|within \d+(\.\d+)? ?%|within [^.]{1,40} of the (published|reported)|counts as (confirmed|approximate)|confirmed when|significan(t|ce)|confidence interval|p ?< ?0?\.\d+|(two|three|\d+) (decimals|digits|seeds))/i;

/** Whether the outcome is about what is true rather than about what works. */
export function isResearch({ outcome }: LintSubject): boolean {
  return RESEARCH.test(outcome);
}

/** Whether the contract fixes what counts as evidence. */
export function hasEvidenceStandard(goal: LintSubject): boolean {
  return goal.standard !== '' || STANDARD.test(proseOf(goal)) || STANDARD.test(goal.iteration);
}
