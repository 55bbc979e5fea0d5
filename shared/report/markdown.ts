import { ANSWER_WORDS } from '../evidence/review';
import type { JudgedCriterion } from '../evidence/reviewRecord';
import type { ClaimRow } from '../views/claims';
import { clock, lineCounts, money, thousands } from '../views/format';
import type { LedgerRow } from '../views/ledger';
import { ACTOR_WORDS, PROVES, STANDING_WORDS, STATUS_WORDS, utcTime, visible, withUnit } from './plainText';
import type { CheckResult, EvidenceEntry, Report } from './report';

/** More rows than a pull request is read with; the page and the JSON have them all. */
const SHOWN_FILES = 50;
const SHOWN_ROWS = 100;

/** The report for a pull request. What people, agents and programs wrote is text in it and nothing else: no markup, link or mention. */
export function* markdownReport(report: Report): Generator<string> {
  yield `${heading(report)}\n\n`;
  yield section('What had to be true', checksTable(report.checks));
  yield section('Claims', claims(report));
  if (report.ledger.rows.length > 0) yield section('Iterations', ledgerTable(report));
  yield section('Changed since the start', changes(report));
  if (report.evidence.length > 0) yield section('Evidence', evidenceTable(report));
  yield section('Judged by a reviewer or a person', judged(report));
  yield section('Decisions of people', decisions(report));
  yield section('Spent', spent(report));
  yield section('What this proves', integrity(report));
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `## ${title}\n\n${lines.join('\n')}\n\n`;
}

function heading(report: Report): string {
  const { goal, completion, content, thread, model } = report;
  const { mark, status } = goal;
  return [
    `# ${STATUS_WORDS[status]}: ${words(goal.contract.outcome)}`,
    '',
    words(completion),
    '',
    `${STATUS_WORDS[status]} since ${utcTime(mark.at)}, by ${ACTOR_WORDS[mark.by]} (${words(mark.reason.replaceAll('_', ' '))}). Sandbox: ${sandboxWords(report)}. Model: ${words(model)}. Goalpost ${words(content.app)}, thread ${code(thread)}, exported ${utcTime(content.exportedAt)}.`,
  ].join('\n');
}

/** Law 5: a reader sees where commands ran unconfined. */
export function sandboxWords({ sandbox: modes, waivers }: Pick<Report, 'sandbox' | 'waivers'>): string {
  const [first] = waivers;
  if (first) return `GIVEN UP by a person from ${utcTime(first.at)} on: commands ran unconfined`;
  if (modes.length === 0) return 'no evidence yet';
  if (modes.includes('none')) return modes.length === 1 ? 'NONE, commands ran unconfined' : 'not on every piece of evidence';
  return 'enforced on every piece of evidence';
}

function checksTable(checks: readonly CheckResult[]): readonly string[] {
  if (checks.length === 0) return ['The contract has no check.'];
  const rows = checks.map((check) => [
    words(check.id),
    check.role,
    words(withUnit(check.base, check.unit)),
    words(withUnit(check.last, check.unit)),
    words(check.target),
    STANDING_WORDS[check.standing],
    words(check.evidence ?? '–'),
  ]);
  return table(['Check', 'Role', 'Baseline', 'Last', 'Target', 'Now', 'Evidence'], rows);
}

/** The four kinds apart, each under its own head, from the ledger and the record alone. */
function claims({ research }: Report): readonly string[] {
  if (!research) return [];
  const kinds = research.groups.flatMap(({ title, rows }) => [
    '',
    `### ${title}`,
    '',
    ...(rows.length === 0 ? ['None.'] : rows.map(claimLine)),
  ]);
  return [`Evidence standard: ${words(research.standard)}`, ...kinds];
}

function claimLine({ id, claim, route, rests, unproven }: ClaimRow): string {
  const proof = unproven ? ' **Marked confirmed by the agent, and not proven.**' : '';
  return `- ${code(id)} “${words(claim)}” Route: “${words(route)}” Evidence: ${words(rests)}.${proof}`;
}

function ledgerTable({ ledger }: Report): readonly string[] {
  const metric = ledger.metric ? [words(ledger.metric.check), 'Since baseline'] : [];
  const rows = ledger.rows.slice(-SHOWN_ROWS).map((row) => [...ledgerCells(row, metric.length > 0)]);
  const cut = ledger.rows.length > SHOWN_ROWS ? [`The last ${SHOWN_ROWS} of ${ledger.rows.length}.`, ''] : [];
  return [...cut, ...table(['', 'Changed', ...metric, 'Gate', 'In the agent’s words'], rows)];
}

function ledgerCells(row: LedgerRow, metric: boolean): readonly string[] {
  const figures = metric ? [words(row.metric.text), words(row.sinceBase)] : [];
  return [words(row.name), words(row.changed), ...figures, words(row.gate?.word ?? ''), spoken(row)];
}

/** The agent's words are marked as such; those of the baseline are the app's. */
function spoken(row: LedgerRow): string {
  if (row.words === '' || row.name === 'Baseline') return words(row.words);
  return `“${words(row.words)}”`;
}

function changes({ content }: Report): readonly string[] {
  const { changed, sinceStart } = content;
  const missing = content.absent.find(({ what }) => what === 'the diff since the start');
  if (missing) return [`Not in the bundle: ${words(missing.reason)}.`];
  if (sinceStart === null) return ['Nothing.'];
  const rows = changed.slice(0, SHOWN_FILES).map((file) => `- ${code(file.path)} ${lineCounts(file.added, file.removed)}`);
  const more = changed.length > SHOWN_FILES ? [`- and ${changed.length - SHOWN_FILES} more files`] : [];
  return [...rows, ...more, '', `The diff is ${code(sinceStart)} in the bundle.`];
}

function evidenceTable({ evidence }: Report): readonly string[] {
  const rows = evidence
    .slice(-SHOWN_ROWS)
    .map(({ at, evidence: piece }: EvidenceEntry) => [
      words(piece.id),
      words(piece.check),
      piece.purpose,
      piece.verdict.verdict === 'pass' ? 'passes' : words(`${piece.verdict.verdict}: ${piece.verdict.message}`),
      code(piece.tree.slice(0, 12)),
      HELD[piece.review ? 'unused' : piece.sandbox],
      utcTime(at),
    ]);
  const cut = evidence.length > SHOWN_ROWS ? [`The last ${SHOWN_ROWS} of ${evidence.length}.`, ''] : [];
  return [...cut, ...table(['Id', 'Check', 'For', 'Verdict', 'Tree', 'Sandbox', 'Recorded'], rows)];
}

const HELD = { none: '**no sandbox**', enforced: 'enforced', unused: 'no command' } as const;

/** What no command can judge: each criterion as it was answered and what it cites, and what people saw. */
function judged({ evidence }: Report): readonly string[] {
  return evidence.flatMap(({ evidence: { id, check, review, looked, verdict } }) => {
    if (review) return [`- ${words(id)} ${code(check)}, by ${words(review.model)}:`, ...review.criteria.map(criterion)];
    const said = verdict.verdict === 'pass' ? 'passes' : 'does not pass';
    return looked ? [`- ${words(id)} ${code(check)}: ${said}, says ${words(looked.name)}${noted(looked.note)}`] : [];
  });
}

function criterion({ criterion: asked, answer, evidence, why }: JudgedCriterion): string {
  const cited = evidence.length === 0 ? 'cites nothing' : `cites ${words(evidence.join(', '))}`;
  return `  - **${ANSWER_WORDS[answer]}**: ${words(asked)} (${cited}; “${words(why)}”)`;
}

const noted = (note: string) => (note === '' ? '' : `: “${words(note)}”`);

function decisions(report: Report): readonly string[] {
  const asked = report.questions.map(({ question, answer, closed }) => {
    const said = answer
      ? `“${words(answer.text)}” by ${ACTOR_WORDS[answer.by]}, ${utcTime(answer.at)}`
      : `not answered${closed ? `, closed: ${words(closed.reason)}` : ' yet'}`;
    const allows = question.kind === 'permission' ? ` Would allow: ${words(question.ask.allows.join('; '))}.` : '';
    return `- ${words(question.text)}${allows} ${said}`;
  });
  const held = report.protectedDecisions.map(({ at, words: said }) => `- Protected files: ${words(said)} (${utcTime(at)})`);
  return [...asked, ...held];
}

function spent({ usage, goal }: Report): readonly string[] {
  const { budget } = goal.contract;
  const of = (max: number | undefined, figure: string) => (max === undefined ? '' : ` of ${figure}`);
  return [
    `${thousands(usage.charged, 0)}${of(budget.tokens, thousands(budget.tokens ?? 0, 0))} tokens, ${money(usage.usd)}${of(budget.usd, money(budget.usd ?? 0))}, ${clock(usage.activeMs)} active${of(budget.minutes, clock((budget.minutes ?? 0) * 60_000))}, ${usage.turns}${of(budget.turns, String(budget.turns))} turns, ${usage.requests} requests.`,
  ];
}

function integrity({ content }: Report): readonly string[] {
  const redacted = content.redactions.map(({ what, count }) => `${count} × ${words(what)}`).join(', ');
  return [
    `Record digest: ${code(content.recordDigest)}`,
    '',
    redacted === ''
      ? `Nothing was redacted. Looked for: ${words(content.lookedFor)}.`
      : `Redacted: ${redacted}. Redacted files keep the hash of their original in the chain. Looked for: ${words(content.lookedFor)}.`,
    ...content.absent.map(({ what, reason }) => `- Missing: ${words(what)}: ${words(reason)}`),
    '',
    ...PROVES.map((line) => `- ${line}`),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** Text on one line that Markdown reads as nothing but text; also no mention, reference, link or markup of HTML. */
export function words(text: string): string {
  return visible(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[&<>@#]|:(?=\S)/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\\`*_[\]|~$]|(?<=www)\./gi, '\\$&')
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** A code span, whose fence is longer than any in it. */
export function code(text: string): string {
  const flat = visible(text).replace(/\s+/g, ' ').trim().replace(/\|/g, '\\|');
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = flat.startsWith('`') || flat.endsWith('`') || flat === '' ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}
