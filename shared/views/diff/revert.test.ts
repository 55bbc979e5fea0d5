import { describe, expect, it } from 'vitest';
import { SimulatedThread } from '../../../test/fakes/simulatedThread';
import type { RecordedEvent } from '../../thread/events';
import { RevertWhat } from '../../workspace/revert';
import { diffFiles } from '../diffTree';
import { hunkOf } from './hunks';
import { rangeOf } from './range';
import { revertOffers } from './revertOffers';
import { revertStanding } from './revertStanding';

const told = (original: readonly [number, number], modified: readonly [number, number]) =>
  hunkOf({
    originalStartLineNumber: original[0],
    originalEndLineNumber: original[1],
    modifiedStartLineNumber: modified[0],
    modifiedEndLineNumber: modified[1],
  });

const [file] = diffFiles([{ path: 'src/a.ts', status: 'modified', added: 1, removed: 1, was: '100644 a', is: '100644 b' }], null);

describe('what can be put back', () => {
  it('is the hunk, the file and everything; a turn where one is looked at', () => {
    const { now } = new SimulatedThread().activate();
    const range = rangeOf({ kind: 'start' }, now);
    const offers = revertOffers({ state: now, choice: { kind: 'start' }, range, file, hunk: told([1, 2], [1, 1]) });
    expect(offers.map(({ key }) => key)).toEqual(['hunk', 'file', 'all']);
    for (const { order } of offers) expect(RevertWhat.parse(order.what)).toEqual(order.what);
    expect(offers[0]).toMatchObject({
      words: expect.stringMatching(/^Line 1 of src\/a\.ts .*can be undone\.$/),
      order: { from: 'c1', to: 'c1', what: { was: { start: 1, end: 3 }, is: { start: 1, end: 2 } } },
    });
    expect(revertOffers({ state: now, choice: { kind: 'start' }, range, file: undefined, hunk: undefined })).toHaveLength(1);
    const missing = { kind: 'missing', why: '' } as const;
    expect(revertOffers({ state: now, choice: { kind: 'start' }, range: missing, file, hunk: undefined })).toEqual([]);
  });

  it('names lines that are only on one side as the place before a line', () => {
    const { now } = new SimulatedThread().activate();
    const range = rangeOf({ kind: 'start' }, now);
    const what = (hunk: ReturnType<typeof hunkOf>) =>
      revertOffers({ state: now, choice: { kind: 'start' }, range, file, hunk })[0]?.order.what;
    expect(what(told([4, 5], [3, 0]))).toMatchObject({ was: { start: 4, end: 6 }, is: { start: 4, end: 4 } });
    expect(what(told([3, 0], [4, 5]))).toMatchObject({ was: { start: 4, end: 4 }, is: { start: 4, end: 6 } });
  });
});

describe('what became of it', () => {
  it('is nothing, running, refused, or done with its checkpoint', () => {
    const simulated = new SimulatedThread().activate();
    expect(revertStanding(simulated.now, [])).toBeNull();
    simulated.submit({ type: 'tree.revert', by: 'user', what: { kind: 'file', path: 'a' } });
    expect(revertStanding(simulated.now, simulated.events)).toEqual({ kind: 'running', id: 'r1', words: 'Putting back a' });
    const { now } = simulated;
    expect(revertStanding({ ...now, revert: null, lastRevert: { id: 'r1', refused: 'No.' } }, [])).toEqual({
      kind: 'refused',
      id: 'r1',
      words: 'No.',
    });
    const done = { ...now, revert: null, lastRevert: { id: 'r1', refused: null } };
    expect(revertStanding(done, [])).toMatchObject({ kind: 'done', words: 'Files were put back.' });
    const event: RecordedEvent = {
      seq: 9,
      at: 9,
      type: 'tree.reverted',
      data: { revert: 'r1', by: 'user', what: { kind: 'file', path: 'a' }, paths: ['a'], before: 'c2', checkpoint: 'c3' },
    };
    expect(revertStanding(done, [event])).toMatchObject({ words: 'Put back a: 1 file, now c3.' });
  });
});
