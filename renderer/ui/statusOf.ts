import type { GoalStatus } from '../../shared/thread/state';
import type { GlyphName } from './Glyph';

/** The shape and the word of a goal's status. `reason` is the policy's: it tells a verifying goal that runs from one that asks. */
export function goalStatusGlyph(
  status: GoalStatus | 'none',
  reason: string,
): { readonly glyph: GlyphName; readonly word: string } {
  switch (status) {
    case 'none':
      return reason === 'unreadable' ? { glyph: 'failed', word: 'Not readable' } : { glyph: 'draft', word: 'No goal' };
    case 'draft':
      return draft(reason);
    case 'active':
      return reason === 'question_open' ? { glyph: 'asks', word: 'Asks' } : { glyph: 'active', word: 'Active' };
    case 'verifying':
      return ASKING.has(reason) ? { glyph: 'asks', word: 'Asks' } : { glyph: 'running', word: 'Verifying' };
    case 'complete':
      return { glyph: 'pass', word: 'Complete' };
    case 'paused':
      return reason === 'internal_error' ? { glyph: 'failed', word: 'Failed' } : { glyph: 'paused', word: 'Paused' };
    case 'blocked':
      return { glyph: 'blocked', word: 'Blocked' };
    case 'budget_limited':
      return { glyph: 'limited', word: 'Limited' };
    case 'usage_limited':
      return { glyph: 'limited', word: 'Usage limited' };
    case 'cleared':
      return { glyph: 'draft', word: 'Cleared' };
  }
}

const ASKING: ReadonlySet<string> = new Set(['protected_changed', 'acceptance']);

function draft(reason: string): { readonly glyph: GlyphName; readonly word: string } {
  if (reason === 'baseline') return { glyph: 'running', word: 'Baseline' };
  if (reason === 'baseline_flagged') return { glyph: 'asks', word: 'Asks' };
  return { glyph: 'draft', word: 'Draft' };
}
