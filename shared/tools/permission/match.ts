import { z } from 'zod';
import { simpleCommand } from './simpleCommand';

/** Which commands a rule is for: those that begin with `words`, or, without `more`, exactly those words. */
export const RuleMatch = z.strictObject({ words: z.array(z.string()).min(1), more: z.boolean() });
export type RuleMatch = z.infer<typeof RuleMatch>;

/** Programs that run what their arguments say: a prefix of one would stand for every command there is. */
const RUNNERS = new Set(
  [
    'bash sh dash zsh ksh fish python python2 python3 node deno bun ruby perl php lua tclsh awk gawk sed Rscript',
    'env sudo doas su xargs nohup nice timeout time setsid stdbuf script watch parallel strace unshare nsenter chroot find',
    'eval exec command builtin source . npx bunx pnpx uvx pipx ssh docker podman make cmake ninja just git',
  ]
    .join(' ')
    .split(' '),
);

/** A second word that names what the program does, rather than what it does it to. */
const SUBCOMMAND = /^[a-z][a-z0-9_-]*$/;

/** Subcommands that run what comes after them, so that what comes after them belongs to the rule. */
const RUNS = new Set(['run', 'exec', 'dlx', 'x', 'create', 'start', 'script']);

/**
 * The rule that the app proposes for a command: its program and subcommand with any arguments, or exactly this command where a prefix
 * would say too little. Undefined for what no rule can match.
 */
export function proposedMatch(command: string): RuleMatch | undefined {
  const words = simpleCommand(command);
  if (!words) return undefined;
  const [program = '', second] = words;
  const whole = { words: [...words], more: false };
  if (isRunner(program) || second === undefined || !SUBCOMMAND.test(second)) return whole;
  if (!RUNS.has(second)) return { words: [program, second], more: true };
  return whole;
}

/** The rule for a prefix that a person wrote instead; a sentence where it cannot be one. */
export function chosenMatch(command: string, prefix: string): RuleMatch | string {
  const [words, chosen] = [simpleCommand(command), simpleCommand(prefix.replace(/\s*…\s*$/, ''))];
  if (!words) return 'A rule cannot match this command line: it is more than one simple command.';
  if (!chosen || chosen.length > words.length || chosen.some((word, at) => word !== words[at]))
    return `"${prefix}" is not how the command begins.`;
  if (chosen.length === words.length) return { words: [...words], more: /…\s*$/.test(prefix) && !isRunner(words[0] ?? '') };
  if (isRunner(words[0] ?? ''))
    return `${words[0]} runs whatever its arguments say: a rule for it can only be for exactly this command.`;
  return { words: [...chosen], more: true };
}

function isRunner(program: string): boolean {
  const name = program.slice(program.lastIndexOf('/') + 1);
  return RUNNERS.has(name) || /^(?:python|node|ruby|perl|php|lua)[\d.]*$/.test(name);
}

/** Whether a rule is for this command line. */
export function matches(match: RuleMatch, command: string): boolean {
  const words = simpleCommand(command);
  if (!words || words.length < match.words.length) return false;
  if (!match.more && words.length !== match.words.length) return false;
  return match.words.every((word, at) => word === words[at]);
}

/** `npm install …`; exact commands have no dots. */
export function matchText({ words, more }: RuleMatch): string {
  return `${words.map(quoted).join(' ')}${more ? ' …' : ''}`;
}

function quoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./^-]+$/.test(word) ? word : word.includes("'") ? `"${word}"` : `'${word}'`;
}

/** What the rule stands for, honestly. Null is every command of every goal in the workspace. */
export function matchWords(match: RuleMatch | null): string {
  if (match === null) return 'Every command of every goal in this workspace.';
  const operators = 'A line with operators, redirections, substitutions or variables never matches.';
  const files = 'What the program does may also depend on files that the agent writes.';
  if (!match.more) return `Exactly ${matchText(match)} and nothing else. ${files} ${operators}`;
  return `Commands that begin with ${match.words.map(quoted).join(' ')}, whatever arguments follow: they may do anything that the program can. ${files} ${operators}`;
}
