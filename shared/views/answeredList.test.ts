import { describe, expect, it } from 'vitest';
import type { AnsweredRow } from './answered';
import { withNewest, withOlder } from './answeredList';

const row = (seq: number): AnsweredRow => ({
  thread: 't',
  seq,
  at: seq,
  title: 'p95',
  workspace: 'w',
  kind: 'permission',
  asked: 'Allow it?',
  askedAt: null,
  answer: 'Refused',
  note: '',
  name: null,
});
const rows = (...seqs: readonly number[]) => seqs.map(row);
const place = (seq: number) => ({ thread: 't', seq, at: seq });
const seqs = ({ rows: of }: { readonly rows: readonly AnsweredRow[] }) => of.map(({ seq }) => seq);

describe('the list of answers', () => {
  it('grows at its end, page by page', () => {
    const first = withNewest(null, { rows: rows(9, 8), total: 4, next: place(8) });
    const all = withOlder(first, { rows: rows(7, 6), total: 4, next: null });
    expect([seqs(all), all.next]).toEqual([[9, 8, 7, 6], null]);
  });

  it('takes new answers at its front, and keeps what was read beyond the newest page', () => {
    const known = { rows: rows(9, 8, 7, 6), total: 9, next: place(6) };
    const again = withNewest(known, { rows: rows(10, 9, 8), total: 10, next: place(8) });
    expect([seqs(again), again.total, again.next]).toEqual([[10, 9, 8, 7, 6], 10, place(6)]);
  });

  it('begins anew where more came than a page holds, so that nothing is left out between', () => {
    const known = { rows: rows(3, 2, 1), total: 3, next: null };
    const again = withNewest(known, { rows: rows(9, 8), total: 9, next: place(8) });
    expect([seqs(again), again.next]).toEqual([[9, 8], place(8)]);
  });

  it('ends with the newest page where nothing older was read', () => {
    const known = { rows: rows(2, 1), total: 2, next: null };
    expect(withNewest(known, { rows: rows(3, 2, 1), total: 3, next: null })).toEqual({
      rows: rows(3, 2, 1),
      total: 3,
      next: null,
    });
  });
});
