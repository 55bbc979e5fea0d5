import { describe, expect, it } from 'vitest';
import { type DraftComment, draftKey, readDrafts } from './draftComments';

const at = { path: 'a b.ts', side: 'after', from: 3, to: 4 } as const;
const draft: DraftComment = { ...at, key: draftKey(at), checkpoint: 'c2', code: ['x', ''], words: 'why', said: '', busy: false };

describe('comments that were not sent', () => {
  it('are read back as they were remembered', () => {
    expect(readDrafts(JSON.parse(JSON.stringify({ any: draft })))).toEqual({ [draft.key]: draft });
  });

  it('are left out where they do not read, without losing the others', () => {
    const { words: _words, ...silent } = draft;
    const odd = { a: null, b: 1, c: silent, d: { ...draft, code: [1] }, e: { ...draft, side: 'left' }, f: draft };
    expect(readDrafts(odd)).toEqual({ [draft.key]: draft });
    for (const kept of [undefined, null, 'x', 3]) expect(readDrafts(kept)).toEqual({});
  });
});
