import { describe, expect, it } from 'vitest';
import { CALM_MS, DrawPace, FLOOD_BYTES } from './drawPace';

describe('the pace of drawing', () => {
  it('is that of the frames as long as little is printed between two', () => {
    const pace = new DrawPace();
    expect(pace.wait(0)).toBe(0);
    pace.parsed(FLOOD_BYTES);
    pace.drawn(0);
    expect([pace.flooded, pace.wait(1)]).toEqual([false, 0]);
  });

  it('is calm after a drawing of more than anybody could read, until one of little', () => {
    const pace = new DrawPace();
    pace.parsed(FLOOD_BYTES);
    pace.parsed(1);
    pace.drawn(100);
    expect([pace.flooded, pace.wait(110), pace.wait(100 + CALM_MS), pace.wait(900)]).toEqual([true, CALM_MS - 10, 0, 0]);
    pace.parsed(10);
    pace.drawn(150);
    expect([pace.flooded, pace.wait(151)]).toEqual([false, 0]);
  });
});
