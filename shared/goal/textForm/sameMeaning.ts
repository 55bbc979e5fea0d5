import type { Contract } from '../contract';

/** Whether two texts of a part say the same: but for a full stop at the end, which the text form has its own rules for. */
export function sameWords(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/** Whether two contracts say the same, value by value. */
export function sameMeaning(a: Contract, b: Contract): boolean {
  return JSON.stringify(meaningOf(a)) === JSON.stringify(meaningOf(b));
}

/** The contract with its texts in the one form in which the text form keeps them, and its keys in order. */
export function meaningOf(contract: Contract): unknown {
  return inOrder({
    ...contract,
    outcome: plain(contract.outcome),
    constraints: contract.constraints.map((constraint) => ({ ...constraint, text: plain(constraint.text) })),
    iteration: plain(policyOf(contract.iteration)),
    blocked: { ...contract.blocked, report: plain(contract.blocked.report) },
  });
}

function plain(text: string): string {
  return text.replace(/(?<![.\s])\.$/, '');
}

/** A policy without the words that announce it. */
export function policyOf(iteration: string): string {
  return iteration.replace(/^between (?:the )?iterations\b\s*[,:]?\s*/i, '');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, inOrder(inner)]));
}
