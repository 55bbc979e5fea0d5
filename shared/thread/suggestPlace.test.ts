import { describe, expect, it } from 'vitest';
import { dirtyWords, leftBehind, suggestedPlace } from './suggestPlace';

describe('where the app lets a goal work', () => {
  it('is the folder itself where nothing stands in its way', () => {
    expect(suggestedPlace({ dirty: 0, others: [] }).kind).toBe('in_place');
  });

  it('is a worktree beside uncommitted work, and beside another goal, and it says which', () => {
    expect(suggestedPlace({ dirty: 1, others: [] })).toEqual({ kind: 'worktree', why: '1 file is changed or untracked here.' });
    expect(suggestedPlace({ dirty: 3, others: [] }).why).toBe('3 files are changed or untracked here.');
    expect(suggestedPlace({ dirty: 3, others: ['p95 is\nbelow 120 ms.'] })).toEqual({
      kind: 'worktree',
      why: 'Another goal works in this folder: p95 is below 120 ms.',
    });
    expect(suggestedPlace({ dirty: 0, others: ['x'.repeat(200)] }).why).toHaveLength(35 + 81);
  });

  it('says what comes along and what does not', () => {
    expect(dirtyWords(0)).toBe('');
    expect(dirtyWords(1)).toMatch(/^The changed or untracked file comes along/);
    expect(leftBehind([])).toBeUndefined();
    expect(leftBehind(['.env', 'node_modules/', 'a', 'b', 'c', 'd'])).toMatch(
      /: \.env, node_modules\/, a, b and 2 more\. .*clean: \{ setup/,
    );
  });
});
