import { describe, expect, it } from 'vitest';
import { acknowledged, HIGH_MARK_BYTES, IDLE_FLOW, LOW_MARK_BYTES, sent } from './flow';

describe('the flow to a view', () => {
  it('is full over the high mark, until it is at the low one', () => {
    const high = sent(IDLE_FLOW, HIGH_MARK_BYTES);
    expect(high).toEqual({ onTheWay: HIGH_MARK_BYTES, full: false });
    const full = sent(high, 1);
    expect(full.full).toBe(true);
    const between = acknowledged(full, 1);
    expect(between).toEqual({ onTheWay: HIGH_MARK_BYTES, full: true });
    expect(acknowledged(between, HIGH_MARK_BYTES - LOW_MARK_BYTES)).toEqual({ onTheWay: LOW_MARK_BYTES, full: false });
  });

  it('counts no acknowledgement of what was never sent', () => {
    expect(acknowledged(sent(IDLE_FLOW, 10), 1_000)).toEqual(IDLE_FLOW);
    expect(acknowledged(sent(IDLE_FLOW, 10), -5)).toEqual({ onTheWay: 10, full: false });
  });
});
