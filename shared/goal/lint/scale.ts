import type { LintSubject } from './subject';

const SMALL =
  /\b((fix|correct) ((a|the|this|that|one|some) )?(typos?|spelling|indentation|comma)|(a|one|single)[- ]line (fix|change|edit)|rename ((the |a |this )?(variable|local|parameter|constant)\b|[`\w.]+ (to|into) [`\w.]+$)|add (a|one) (comment|semicolon|log line|line)|bump the version|change the (colou?r|label|title|wording|text) of|remove (an?|one|the) unused (import|variable)|reformat (a|the|this) file)\b/i;

/** What makes even small work a goal: it is everywhere, or proven by more than a look. */
const LARGE = /\b(every|all|everywhere|across|throughout|any|each|\d{2,} (files|places|modules|packages))\b/i;

const ASKS =
  /^\s*(please )?(explain|describe|tell me|summari[sz]e|what (is|are|does|do)|why (is|are|does|do)|how (is|are|does|do|can|should)|which|who|where (is|are)|can you (explain|tell))\b/i;

const WRITTEN = /\.(md|txt|html|pdf|json)\b|\b(in|as|into) (a|the|one) (document|report|page|readme)\b/i;

/** The words that show work of one step; undefined where the goal is none. */
export function tooSmall({ outcome }: LintSubject): string | undefined {
  return LARGE.test(outcome) ? undefined : SMALL.exec(outcome)?.[0];
}

/** Whether the outcome only asks for an answer, and nothing that stays. */
export function asksOnly({ outcome }: LintSubject): boolean {
  return ASKS.test(outcome) && !WRITTEN.test(outcome);
}
