import type { ElectronApplication } from 'playwright-core';

/** A loop that is looked at every millisecond sees what holds it up longer than that. */
const RESOLUTION_MS = 1;

declare global {
  var benchDelay: import('node:perf_hooks').IntervalHistogram | undefined;
}

/** Watches the main process's event loop until it is asked for the delay that 99 of 100 looks did not exceed, in ms. */
export async function watchLoop(app: ElectronApplication): Promise<() => Promise<number>> {
  await app.evaluate((_electron, resolution) => {
    globalThis.benchDelay = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution });
    globalThis.benchDelay.enable();
  }, RESOLUTION_MS);
  return () =>
    app.evaluate(() => {
      globalThis.benchDelay?.disable();
      return (globalThis.benchDelay?.percentile(99) ?? Number.NaN) / 1e6;
    });
}
