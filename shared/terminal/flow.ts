/**
 * How much of a terminal's output may be on its way to a view: sent, and not yet acknowledged as parsed. Pure arithmetic; who holds
 * the terminal back, and for how long, is the owner's business.
 */

/**
 * Over the high mark the terminal is held back. Twice what a fast view parses in one of xterm's slices (12 ms at 20 MB/s is 240 KB),
 * so that it always has the next slice at hand; and little enough that a slow one (4 MB/s) has drawn everything an eighth of a second
 * after Ctrl-C.
 */
export const HIGH_MARK_BYTES = 512 * 1024;

/** At the low mark it goes on: one slice is still on its way while the first new bytes travel. */
export const LOW_MARK_BYTES = 256 * 1024;

/** What one view was sent and has acknowledged. */
export interface Flow {
  readonly onTheWay: number;
  /** Over the high mark, until it is at the low one again. */
  readonly full: boolean;
}

export const IDLE_FLOW: Flow = { onTheWay: 0, full: false };

export function sent(flow: Flow, bytes: number): Flow {
  const onTheWay = flow.onTheWay + bytes;
  return { onTheWay, full: flow.full || onTheWay > HIGH_MARK_BYTES };
}

/** More than was sent cannot be acknowledged: what is over is not counted. */
export function acknowledged(flow: Flow, bytes: number): Flow {
  const onTheWay = Math.max(0, flow.onTheWay - Math.max(0, bytes));
  return { onTheWay, full: flow.full && onTheWay > LOW_MARK_BYTES };
}
