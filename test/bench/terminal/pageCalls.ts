import type { Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { CHROME_TARGET } from '../../../build/bundleSettings.mjs';
import { ROOT } from '../../../build/root.mjs';
import type { BenchPage } from './benchPage';

/** What the bench's own code in the app's page can be asked. */
export interface PageCalls {
  call<Name extends keyof BenchPage>(
    name: Name,
    ...args: Parameters<BenchPage[Name]>
  ): Promise<Awaited<ReturnType<BenchPage[Name]>>>;
}

declare global {
  var goalpostBench: BenchPage;
}

/** Puts the bench's code into the app's page: it makes views as the app's own page does. */
export async function injectPage(page: Page): Promise<PageCalls> {
  await page.evaluate(await pageCode());
  return {
    call: (name, ...args) =>
      page.evaluate(([method, given]) => (goalpostBench[method] as (...all: unknown[]) => never)(...given), [
        name,
        args,
      ] as const),
  };
}

let made: string | undefined;

async function pageCode(): Promise<string> {
  if (made !== undefined) return made;
  const result = (await build({
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    root: ROOT,
    build: {
      write: false,
      minify: false,
      target: CHROME_TARGET,
      lib: { entry: 'test/bench/terminal/page/page.ts', formats: ['iife'], name: 'goalpostBenchModule' },
    },
  })) as Rolldown.RolldownOutput[];
  const [chunk] = result.flatMap(({ output }) => output).filter((part) => part.type === 'chunk');
  if (!chunk) throw new Error('The page part of the bench was not built.');
  made = `${chunk.code}\nglobalThis.goalpostBench = goalpostBenchModule.benchPage;`;
  return made;
}
