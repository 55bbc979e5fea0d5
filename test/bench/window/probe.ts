import type { Page } from 'playwright-core';

/**
 * Counts what React does and how evenly frames come. React tells its commits to the hook that its developer tools would leave, also in the
 * build that users get; a fiber that it has performed work on carries the first flag, and what was left as it was keeps its children.
 */
export const PROBE = `(() => {
  const counts = { commits: 0, renders: 0 };
  const rendered = (fiber) => {
    let n = 0;
    for (let child = fiber; child; child = child.sibling) {
      const before = child.alternate;
      const isComponent = [0, 1, 11, 14, 15].includes(child.tag);
      if (isComponent && (before === null || (child.flags & 1) !== 0) && before !== child) n += 1;
      if (before === null || before.child !== child.child) n += rendered(child.child);
    }
    return n;
  };
  globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    renderers: new Map(),
    inject: () => 1,
    onCommitFiberRoot: (_id, root) => {
      counts.commits += 1;
      counts.renders += rendered(root.current.child);
    },
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
    checkDCE: () => undefined,
  };
  globalThis.benchProbe = {
    begin: () => {
      const began = { ...counts, at: performance.now(), frames: [], on: true };
      const look = (at) => {
        began.frames.push(at);
        if (began.on) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
      return began;
    },
    end: (began) => {
      began.on = false;
      return {
        ms: performance.now() - began.at,
        frames: began.frames,
        commits: counts.commits - began.commits,
        renders: counts.renders - began.renders,
      };
    },
  };
})()`;

export interface Probed {
  readonly ms: number;
  /** When each frame was begun. */
  readonly frames: readonly number[];
  readonly commits: number;
  readonly renders: number;
}

/** What the page did while `act` ran, which is given to the page as text. */
export function probed(page: Page, act: string): Promise<Probed> {
  return page.evaluate(`(async () => {
    const began = globalThis.benchProbe.begin();
    await (${act})();
    return globalThis.benchProbe.end(began);
  })()`);
}

/** Sixty frames a second. */
export const FRAME_MS = 1_000 / 60;

/** The share of the frames there was time for that did not come. */
export function droppedShare({ frames }: Probed): number {
  const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at));
  const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME_MS) - 1), 0);
  return dropped / Math.max(1, gaps.length + dropped);
}

export function longestGap({ frames }: Probed): number {
  return Math.max(0, ...frames.slice(1).map((at, index) => at - (frames[index] ?? at)));
}
