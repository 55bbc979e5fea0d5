import { claimProof } from '../evidence/claimProof';
import { CLAIM_STATUSES, type ClaimStatus, type ResearchClaim } from '../evidence/researchClaim';
import type { GoalState } from '../thread/goalState';
import type { EvidenceRow, ThreadState } from '../thread/state';
import { metricFigure, shortVerdict } from './checkFigure';
import type { Mark, Shape } from './shape';

/** One claim of the ledger with what it rests on, in words. */
export interface ClaimRow {
  readonly id: string;
  readonly claim: string;
  readonly route: string;
  readonly mark: Mark;
  /** The records that it cites, each with what it showed. */
  readonly records: readonly { readonly id: string; readonly words: string }[];
  /** `e5 table-means passes: 0.4 ≤ 1 %`; `no evidence`; for a confirmed claim that is not proven, why. */
  readonly rests: string;
  /** Marked confirmed, and no evidence confirms it: the gate stays closed. */
  readonly unproven: boolean;
}

export interface ClaimGroup {
  readonly status: ClaimStatus;
  readonly title: string;
  readonly rows: readonly ClaimRow[];
}

const TITLES: Readonly<Record<ClaimStatus, string>> = {
  confirmed: 'Confirmed',
  approximate: 'Approximate',
  blocked: 'Blocked',
  uncertain: 'Uncertain',
};

const SHAPES: Readonly<Record<ClaimStatus, Shape>> = {
  confirmed: 'pass',
  approximate: 'stale',
  blocked: 'blocked',
  uncertain: 'draft',
};

/** The ledger by status, in the order of the report; a status without claims has no group. Empty for a goal that is no research. */
export function claimGroups({ goal, evidence }: ThreadState): readonly ClaimGroup[] {
  return goal ? fourGroups(goal, evidence).filter(({ rows }) => rows.length > 0) : [];
}

function fourGroups(goal: GoalState, evidence: readonly EvidenceRow[]): readonly ClaimGroup[] {
  return CLAIM_STATUSES.map((status) => ({
    status,
    title: TITLES[status],
    rows: goal.claimLedger.filter((claim) => claim.status === status).map((claim) => claimRow(goal, evidence, claim)),
  }));
}

/** What a report says of research: the standard, and the four kinds of claims apart, also one that has none. */
export interface Research {
  readonly standard: string;
  readonly groups: readonly ClaimGroup[];
}

/** Null for a goal that is no research. */
export function researchOf({ goal, evidence }: Pick<ThreadState, 'goal' | 'evidence'>): Research | null {
  const research = goal?.contract.research;
  return goal && research ? { standard: research.standard, groups: fourGroups(goal, evidence) } : null;
}

function claimRow(goal: GoalState, evidence: readonly EvidenceRow[], entry: ResearchClaim): ClaimRow {
  const { id, claim, route, status } = entry;
  const proof = claimProof(entry, { contract: goal.contract, revision: goal.revision, evidence });
  const unproven = status === 'confirmed' && !proof.proven;
  const cited = entry.evidence.flatMap((named) => evidence.find((row) => row.id === named) ?? []);
  const records = cited.map((row) => ({ id: row.id, words: recordWords(row) }));
  const rests = records.length === 0 ? 'no evidence' : records.map((record) => `${record.id} ${record.words}`).join('; ');
  return {
    id,
    claim,
    route,
    mark: unproven ? { shape: 'failed', word: 'not proven' } : { shape: SHAPES[status], word: status },
    records,
    rests: unproven && !proof.proven ? `${rests}; ${proof.why}` : rests,
    unproven,
  };
}

/** `means passes: 0.4 %, target <= 1` */
function recordWords({ check, verdict, metric }: EvidenceRow): string {
  const figure = metric
    ? `: ${metricFigure(metric.value, metric.target)}${metric.unit ? ` ${metric.unit}` : ''}, target ${metric.target}`
    : '';
  return `${check} ${shortVerdict(verdict)}${figure}`;
}

/**
 * The final report of a research goal as Markdown, rendered from the ledger and the record alone, so that it cannot say more than
 * they do: the standard, then confirmed, approximate, blocked and uncertain apart. Null for a goal that is no research.
 */
export function researchReport(state: ThreadState): string | null {
  const { goal } = state;
  const research = researchOf(state);
  if (!goal || !research) return null;
  const parts = research.groups.map(({ title, rows }) =>
    [`## ${title}`, rows.length === 0 ? 'None.' : rows.map(claimText).join('\n')].join('\n\n'),
  );
  const head = ['# Research report', plain(goal.contract.outcome), '## Evidence standard', plain(research.standard)];
  return `${[...head, ...parts].join('\n\n')}\n`;
}

function claimText({ id, claim, route, rests, unproven }: ClaimRow): string {
  const lines = [`- **${id}**: ${plain(claim)}`, `  Route: ${plain(route)}`, `  Evidence: ${plain(rests)}`];
  return [...lines, ...(unproven ? ['  Marked confirmed by the agent, and not proven.'] : [])].join('  \n');
}

/** The agent's words as text: no line of theirs becomes a heading, a link or markup of the report. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|]/g, '\\$&');
}
