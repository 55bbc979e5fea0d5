import { dirname, join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { build } from 'vite';
import { entrySettings } from '../../../build/bundleSettings.mjs';
import { ROOT } from '../../../build/root.mjs';
import type { AloneOrder } from './aloneProcess';

const ENTRY = { from: 'test/bench/terminal/aloneProcess.ts', to: 'out/bench/terminalAlone.mjs' };

/** Seconds that a process of this Electron's own takes for one thing alone. Each time it is another process. */
export async function measureAlone(app: ElectronApplication, order: AloneOrder): Promise<number> {
  await buildProcess();
  return app.evaluate(
    ({ utilityProcess }, { entry, asked }) => {
      const child = utilityProcess.fork(entry, [], { serviceName: 'Bench' });
      return new Promise<number>((resolve, reject) => {
        child.once('message', (seconds: number) => {
          child.kill();
          resolve(seconds);
        });
        child.once('exit', (code) => reject(new Error(`The process ended with ${code}.`)));
        child.once('spawn', () => child.postMessage(asked));
      });
    },
    { entry: join(ROOT, ENTRY.to), asked: order },
  );
}

let built = false;

async function buildProcess(): Promise<void> {
  if (built) return;
  await build(entrySettings(ROOT, ENTRY, join(ROOT, dirname(ENTRY.to))));
  built = true;
}
