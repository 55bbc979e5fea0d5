import type { GoalStatus } from '../../shared/thread/goalState';
import { isPlanning } from '../../shared/views/threadRow';
import { t } from '../../shared/words/t';
import type { GlyphName } from './Glyph';

/** The shape and the word of a goal's status. `reason` is the policy's: it tells a verifying goal that runs from one that asks. */
export function goalStatusGlyph(
  status: GoalStatus | 'none',
  reason: string,
): { readonly glyph: GlyphName; readonly word: string } {
  switch (status) {
    case 'none':
      return none(reason);
    case 'draft':
      return draft(reason);
    case 'active':
      return ASKING_ACTIVE.has(reason) ? { glyph: 'asks', word: t`Asks` } : { glyph: 'active', word: t`Active` };
    case 'verifying':
      return ASKING.has(reason) ? { glyph: 'asks', word: t`Asks` } : { glyph: 'running', word: t`Verifying` };
    case 'complete':
      return planning(reason) ?? { glyph: 'pass', word: t`Complete` };
    case 'paused':
      return reason === 'internal_error' ? { glyph: 'failed', word: t`Failed` } : { glyph: 'paused', word: t`Paused` };
    case 'blocked':
      return { glyph: 'blocked', word: t`Blocked` };
    case 'budget_limited':
      return { glyph: 'limited', word: t`Limited` };
    case 'usage_limited':
      return { glyph: 'limited', word: t`Usage limited` };
    case 'cleared':
      return planning(reason) ?? { glyph: 'draft', word: t`Cleared` };
  }
}

function none(reason: string): { readonly glyph: GlyphName; readonly word: string } {
  if (reason === 'unreadable') return { glyph: 'failed', word: t`Not readable` };
  return planning(reason) ?? { glyph: 'draft', word: NO_GOAL[reason] ?? t`No goal` };
}

/** Where no goal is pursued, an open turn is one that plans. */
function planning(reason: string): { readonly glyph: GlyphName; readonly word: string } | undefined {
  return isPlanning(reason) ? { glyph: 'running', word: t`Planning` } : undefined;
}

const NO_GOAL: Readonly<Record<string, string>> = { plan_mode: t`Plan`, draft_mode: t`Draft` };

/** A turn that waits in its middle for a permission asks as much as a goal between two turns. */
const ASKING_ACTIVE: ReadonlySet<string> = new Set(['question_open', 'permission']);

const ASKING: ReadonlySet<string> = new Set(['protected_changed', 'human_check', 'acceptance']);

function draft(reason: string): { readonly glyph: GlyphName; readonly word: string } {
  if (reason === 'baseline') return { glyph: 'running', word: t`Baseline` };
  if (reason === 'baseline_flagged') return { glyph: 'asks', word: t`Asks` };
  return planning(reason) ?? { glyph: 'draft', word: t`Draft` };
}
