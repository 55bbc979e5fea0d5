import { figuresIn } from './figure';
import type { LintSubject } from './subject';

// What makes the end of a goal one that a check can judge. Words are looked at, not understood: a rule only speaks where the words
// alone show that something is missing.

const STATE =
  /\b(pass(es)?|green|succeeds?|no longer|zero|none|is gone|are gone|(is|are|been) (removed|replaced|deleted|merged|migrated|documented|reproduced)|compiles|type-?checks|builds|without (an? |any )?(errors?|warnings?|failures?|flak\w*)|(reports?|prints?|finds?|shows?|leaves?) (no|nothing|0)|no \w+ (is|are|remains?|fails?|left)|exits? (with )?0|returns? \w+|exists?|answers? \w+|runs on|works on|identical|byte for byte|matches|equals?|is named in|holds)\b/i;

const COUNT = /\b\d+ (of|out of|\/) \d+\b|\b\d+ ?%|\b(below|under|above|at least|at most|within|exactly|to) \[/i;

/** Whether a text says a state that can be looked for: a figure, a count, or something that passes, is gone, exists. */
export function saysEndState(text: string): boolean {
  return STATE.test(text) || COUNT.test(text) || figuresIn(text).length > 0;
}

/** Whether the goal has a number to reach, in its words or in a check. */
export function hasTarget(goal: LintSubject): boolean {
  const words = `${goal.outcome} ${goal.words?.evidence ?? ''}`;
  if (figuresIn(words).length > 0 || COUNT.test(words)) return true;
  return goal.verification.some((check) => check.kind === 'command' && (check.metric?.target ?? '') !== '');
}

/** Words that name work without its end. */
export const VAGUE =
  /\b(improv(e|es|ing)|enhanc(e|ing)|optimi[sz](e|ing)|speed(ing)? up|clean(ing)? ?up|tidy( up)?|refactor(ing)?|moderni[sz](e|ing)|polish|streamline|harden|simplify|revamp|rework|overhaul|better|faster|cleaner|nicer|(fix|address|resolve) ((the|all|any|some|every|our|this|that|these|those|a) )*(bugs?|issues?|problems?|errors?)|(write|add|do) (some|more) \w+|make (it|this|the \w+( \w+)?|everything) (work|good|great|fast|quick|nice|robust|stable|solid))\b/i;

/** Words for doing something for its own sake. */
export const ACTIVITY =
  /^\s*(please )?(investigate|look (into|at)|explore|try (to|out|some)|work on|think about|study|research|play with|experiment with|have a look|dig into|start (on|with)|continue)\b/i;

/** Words that everybody reads in his own way. */
export const SUBJECTIVE: readonly (readonly [RegExp, string])[] = [
  [/\bas (fast|quick(ly)?|small|cheap(ly)?|good) as possible\b/i, 'below [number and unit] on [the benchmark]'],
  [/\b(production[- ]ready|production[- ]quality|enterprise[- ]grade|high[- ]quality)\b/i, 'passing [the release checks]'],
  [/\b(user[- ]friendly|intuitive|easy to use)\b/i, 'passing [the usability checklist]'],
  [/\b(clean|elegant|beautiful|readable|maintainable|idiomatic|nice|tidy)\b/i, 'free of findings by [the linter]'],
  [/\b(robust|solid|stable|reliable|bullet-?proof)\b/i, 'passing [the fault tests] in 20 of 20 runs'],
  [
    /\b(good enough|reasonable|reasonably|acceptable|decent|sufficient|properly|nicely|well[- ]written)\b/i,
    '[the measured limit]',
  ],
];

/** Words that leave open whether something is meant. */
export const HEDGE =
  /\b(maybe|perhaps|probably|possibly|ideally|hopefully|preferably|if possible|if you can|if feasible|more or less|or so|sort of|kind of|should be able to|try to)\b[,]?\s?|\b(about|roughly|around|approximately)\s(?=\d)|~\s?(?=\d)/gi;
