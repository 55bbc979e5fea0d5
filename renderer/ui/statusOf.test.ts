import { expect, it } from 'vitest';
import { goalStatusGlyph } from './statusOf';

it.each([
  ['draft', 'not_activated', { glyph: 'draft', word: 'Draft' }],
  ['draft', 'baseline', { glyph: 'running', word: 'Baseline' }],
  ['draft', 'baseline_flagged', { glyph: 'asks', word: 'Asks' }],
  ['active', 'model_request', { glyph: 'active', word: 'Active' }],
  ['active', 'question_open', { glyph: 'asks', word: 'Asks' }],
  ['active', 'permission', { glyph: 'asks', word: 'Asks' }],
  ['verifying', 'claim', { glyph: 'running', word: 'Verifying' }],
  ['verifying', 'acceptance', { glyph: 'asks', word: 'Asks' }],
  ['verifying', 'human_check', { glyph: 'asks', word: 'Asks' }],
  ['budget_limited', 'budget_tokens', { glyph: 'limited', word: 'Limited' }],
  ['usage_limited', 'provider_quota', { glyph: 'limited', word: 'Usage limited' }],
  ['paused', 'internal_error', { glyph: 'failed', word: 'Failed' }],
  ['none', 'unreadable', { glyph: 'failed', word: 'Not readable' }],
] as const)('names %s (%s)', (status, reason, shown) => {
  expect(goalStatusGlyph(status, reason)).toEqual(shown);
});
