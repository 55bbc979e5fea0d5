import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { openWindow } from '../../e2e/harness';
import { type BenchPlace, benchPlace } from '../loop/place';
import { PROBE } from './probe';

/** What takes longer than this on any machine hangs. */
export const PATIENCE_MS = 240_000;

/** The app as built, over a data folder that was filled before, with the probe in its page. */
export interface BenchApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly place: BenchPlace;
  close(): Promise<void>;
}

/** `fill` writes into the log's file before the app opens it. */
export async function openBenchApp(fill: (log: string, place: BenchPlace) => void): Promise<BenchApp> {
  const place = benchPlace();
  const data = join(place.root, 'data');
  mkdirSync(data);
  fill(join(data, 'goalpost.db'), place);
  const window = await openWindow({ dataDir: data, env: { OPENAI_API_KEY: 'bench' } });
  const close = async () => {
    await window.close();
    place.dispose();
  };
  try {
    const { app, page } = window;
    page.setDefaultTimeout(PATIENCE_MS);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.addInitScript(PROBE);
    await page.reload();
    return { app, page, place, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}
