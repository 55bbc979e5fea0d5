import { expect, it } from 'vitest';
import type { ConversationRow } from '../../../shared/views/conversation/row';
import { passageRow } from './usePassage';

const rows = ['e2 tool', 'e5m0 reasoning', 'e5m1 say', 'e9 note'].map((row) => {
  const [key, kind] = row.split(' ');
  return { key, kind } as ConversationRow;
});

it('an event is shown by the row that it made, or by what came of it', () => {
  expect([1, 2, 5, 6, 9, 12].map((seq) => passageRow(rows, seq)?.key)).toEqual(['e2', 'e2', 'e5m1', 'e9', 'e9', 'e9']);
  expect(passageRow([], 3)).toBeUndefined();
});
