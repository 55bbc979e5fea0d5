import type { ValuePath } from '../schemaAt';
import { setTo } from './edit';
import type { Hit, Rule } from './finding';
import { testCommand } from './known';
import { quoted, stem } from './phrase';
import { commands, type LintSubject } from './subject';

// What stands in [brackets] was left for the user to fill in, by a template or by a rewrite of ours.

export const PLACEHOLDER_RULES: readonly Rule[] = [{ id: 'placeholder-left', severity: 'major', look: left }];

const NAMES =
  'number|unit|command|target|outcome|evidence|constraints?|boundaries|policy|tolerance|path|file|name|metric|benchmark|workload|hypothesis';

/** Several words in brackets, or one that templates use. A link, an index and a shell's test are none. */
const BRACKETS = new RegExp(`(?<![\\w\\]])\\[(?:[a-z][^\\[\\]\\n]{0,60}\\s[^\\[\\]\\n]{1,80}|${NAMES})\\](?!\\()`, 'gi');
const MARK = /\(?\b(TBD|to be (decided|defined|determined|filled in))\b\)?|\?\?\?/gi;

interface Place {
  readonly path: ValuePath;
  readonly text: string;
}

function left(goal: LintSubject): readonly Hit[] {
  return places(goal).flatMap(({ path, text }) => {
    const blank = (text.match(BRACKETS) ?? text.match(MARK))?.[0];
    if (blank === undefined) return [];
    const isCommand = path.at(-1) === 'run' || path.at(-1) === 'setup';
    const filled = text.replaceAll(BRACKETS, (one) => example(one, goal, isCommand)).replaceAll(MARK, '');
    const message = `${quoted(blank)} is still to be filled in; the offer is an example.`;
    return [{ path, message, edits: [setTo(path, tidy(filled) || USUAL_WORDS)] }];
  });
}

const USUAL_WORDS = 'Every test passes, and what passed before still does.';

function tidy(text: string): string {
  return stem(text.replaceAll(/\s{2,}/g, ' ')) === '' ? '' : text.replaceAll(/ {2,}/g, ' ').trim();
}

/** Examples for commands by what they are to do; the first is the one that the contract itself may know. */
const COMMANDS: readonly (readonly [RegExp, string])[] = [
  [/build/i, 'npm run build'],
  [/types?\b/i, 'npx tsc --noEmit'],
  [/lint/i, 'npm run lint'],
  [/bench|prints|latency|measure/i, 'npm run bench'],
];

function example(blank: string, goal: LintSubject, isCommand: boolean): string {
  const asked = blank.slice(1, -1);
  if (!isCommand)
    return /^number and unit$/i.test(asked)
      ? '100 ms'
      : asked.replace(/^(number|target)$/i, '100').replace(/^tolerance$/i, '1 %');
  if (/\btests?\b/i.test(asked)) return testCommand({ ...goal, verification: goal.verification.filter(isFilled) }) ?? 'npm test';
  return COMMANDS.find(([pattern]) => pattern.test(asked))?.[1] ?? 'npm run check';
}

function isFilled(check: LintSubject['verification'][number]): boolean {
  return check.kind !== 'command' || !check.run.includes('[');
}

function places(goal: LintSubject): readonly Place[] {
  return [
    { path: ['outcome'], text: goal.outcome },
    { path: ['objective'], text: goal.objective },
    ...commands(goal).flatMap(({ path, run, setup }) => [
      { path: [...path, 'run'], text: run },
      { path: [...path, 'clean', 'setup'], text: setup },
    ]),
    ...goal.constraints.map(({ path, text }) => ({ path: [...path, 'text'], text })),
    ...goal.write.map((text, index) => ({ path: ['boundaries', 'write', index], text })),
    { path: ['iteration'], text: goal.iteration },
    { path: ['blocked', 'report'], text: goal.report },
  ];
}
