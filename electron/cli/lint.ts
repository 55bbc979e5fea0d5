import { LINT_PARTS, type LintFinding, type LintPart, type Severity } from '../../shared/goal/lint/finding';
import { type Lint, lint } from '../../shared/goal/lint/lint';
import { lintText, type TextLint } from '../../shared/goal/lint/lintText';
import { type Verdict, verdictOf } from '../../shared/goal/lint/score';
import { EXIT } from '../../shared/views/outcome';
import { loadContract } from './contract';
import type { Output } from './io';
import { type Paint, painter, type Tone } from './paint';

export interface LintOptions {
  readonly text?: string;
  readonly json?: boolean;
}

/** What the verdict means for the exit code, for the command's help. */
export const LINT_HELP = `
The verdict is weak, workable or strong. Lint advises and refuses nothing, so it exits with 0 whatever the verdict: a weak goal may
still be pursued. What reads --json decides by "verdict". A contract that does not parse is told as everywhere else, with 64.

--json prints { verdict, score, findings }: score is { whole, parts: { outcome, verification, constraints, boundaries, iteration,
blocked, budget } }, each of 100; a finding is { rule, severity: major | minor | note, part, path, message, rewrite }, its rewrite
text to take over, with what only you know in [brackets]. With --text there is also unplaced: [{ part, message }].`;

/** `goalpost lint`: how well a goal, in a file or as a text, can be judged and guarded. */
export async function lintCommand(file: string | undefined, options: LintOptions, output: Output): Promise<number> {
  if ((file === undefined) === (options.text === undefined)) {
    output.fault('Name either a contract file or a text: goalpost lint CONTRACT.md, or goalpost lint --text "/goal …".');
    return EXIT.badUsage;
  }
  if (options.text !== undefined) {
    tell(lintText(options.text), options, output);
    return EXIT.complete;
  }
  const contract = await loadContract(file ?? '');
  if (!contract.ok) {
    for (const line of contract.error) output.fault(line);
    return EXIT.badUsage;
  }
  tell({ ...lint(contract.value), unplaced: null }, options, output);
  return EXIT.complete;
}

/** A lint of a file or of a text; a file has nothing unplaced. */
type Linted = Omit<TextLint, 'unplaced'> & { readonly unplaced: TextLint['unplaced'] | null };

function tell(linted: Linted, options: LintOptions, output: Output): void {
  if (options.json) output.out(JSON.stringify(wire(linted)));
  else for (const line of lintLines(linted, painter(output.color))) output.out(line);
}

function wire({ verdict, score, findings, unplaced }: Linted) {
  return {
    verdict,
    score,
    findings: findings.map(({ edits: _, ...finding }) => finding),
    ...(unplaced ? { unplaced: unplaced.map(({ part, message }) => ({ part, message })) } : {}),
  };
}

const TONES: Readonly<Record<Verdict, Tone>> = { strong: 'good', workable: 'asks', weak: 'bad' };
const MARKS: Readonly<Record<Severity, string>> = { major: '✗', minor: '△', note: '·' };
const PART_WIDTH = 14;

function lintLines(linted: Linted, paint: Paint): readonly string[] {
  const { verdict, score, findings, unplaced } = linted;
  const count = findings.length === 1 ? '1 finding' : `${findings.length || 'no'} findings`;
  return [
    `${paint(TONES[verdict], verdict)} ${score.whole} of 100, ${count}`,
    ...LINT_PARTS.flatMap((part) => partLines(part, linted, paint)),
    ...(unplaced ?? []).map(({ part, message }) => paint('quiet', `In the text, ${part}: ${message}`)),
  ];
}

function partLines(part: LintPart, { score, findings }: Lint, paint: Paint): readonly string[] {
  const own = findings.filter((finding) => finding.part === part);
  const word = verdictOf(score.parts[part]);
  const head = `${part.padEnd(PART_WIDTH)}${String(score.parts[part]).padStart(3)}  ${paint(TONES[word], word)}`;
  return [head, ...own.flatMap((finding) => findingLines(finding, paint))];
}

function findingLines({ severity, rule, path, message, rewrite }: LintFinding, paint: Paint): readonly string[] {
  return [
    `  ${MARKS[severity]} ${message} ${paint('quiet', `(${severity}: ${rule})`)}`,
    `    ${paint('quiet', `${path} →`)} ${rewrite.replaceAll('\n', '\n    ')}`,
  ];
}
