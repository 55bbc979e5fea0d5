import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../shared/thread/events';
import { readOlder } from './olderEvents';

const LOG = Array.from({ length: 30_000 }, (_, index) => ({ seq: index + 1 }) as RecordedEvent);

/** A wire that answers pages of the log, and what was asked of it. */
function reading() {
  const asked: { readonly after: number; readonly before: number }[] = [];
  const call = async (_method: string, { after, before }: { after: number; before: number }) => {
    asked.push({ after, before });
    return { ok: true, value: LOG.slice(after, before - 1) };
  };
  return { asked, wire: { call: call as never } };
}

describe('reading a thread back', () => {
  it('brings every event once, in pages, in pieces that grow with what is shown', async () => {
    const { asked, wire } = reading();
    const pieces: (readonly RecordedEvent[])[] = [];
    await readOlder('th', wire, LOG.slice(-500), (older) => pieces.push(older) > 0);
    const shown = [...pieces.toReversed().flat(), ...LOG.slice(-500)];
    expect(shown).toEqual(LOG);
    expect(Math.max(...asked.map(({ after, before }) => before - after - 1))).toBe(2_000);
    expect(pieces.map((piece) => piece.length)).toEqual([2_000, 4_000, 8_000, 15_500]);
  });

  it('asks for nothing where the thread is whole, and stops when nobody wants more', async () => {
    const { asked, wire } = reading();
    await readOlder('th', wire, LOG.slice(0, 10), () => true);
    await readOlder('th', wire, [], () => true);
    expect(asked).toEqual([]);
    await readOlder('th', wire, LOG.slice(-500), () => false);
    expect(asked).toHaveLength(1);
  });
});
