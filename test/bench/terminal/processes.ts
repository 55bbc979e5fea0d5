import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { ElectronApplication } from 'playwright-core';

/** The processes of the app, by what they do. Commands and their sandboxes are not among them. */
export const PARTS = ['main', 'pty_host', 'page', 'gpu', 'other'] as const;
export type Part = (typeof PARTS)[number];
export type ByPart = Readonly<Record<Part, number>>;

/** As `serviceName` in electron/app/utilityHost.ts. */
const HOST_NAME = 'Goalpost terminals';

/** Garbage is collected, and pages given back, some seconds after they are free. */
const SETTLE_MS = 8_000;
const LOOKS = 5;
const LOOK_EVERY_MS = 500;

/** Resident memory in MB, once the app has come to rest: the least of some looks. */
export async function memoryAtRest(app: ElectronApplication): Promise<ByPart> {
  await delay(SETTLE_MS);
  const looks: ByPart[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    looks.push(await byPart(app, 'memory'));
    await delay(LOOK_EVERY_MS);
  }
  return looks.reduce((least, look) => (total(look) < total(least) ? look : least));
}

/**
 * Anonymous memory in MB, right now: what the processes made themselves. The rest of what is resident are files that they read, such as
 * the fonts of scripts that were drawn the first time; it is shared, and the system takes it back. Nothing but on Linux.
 */
export async function anonymousMemory(app: ElectronApplication): Promise<ByPart> {
  const metrics = await app.evaluate((electron) => electron.app.getAppMetrics());
  const sums = { main: 0, pty_host: 0, page: 0, gpu: 0, other: 0 };
  if (process.platform !== 'linux') return sums;
  for (const { pid, type, name } of metrics) {
    const kilobytes = /^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    sums[partOf(type, name)] += Number(kilobytes) / 1_024;
  }
  return sums;
}

/** CPU of one core in percent over that time. */
export async function cpuOver(app: ElectronApplication, ms: number): Promise<ByPart> {
  // Counted from the last time that it was asked for.
  await byPart(app, 'cpu');
  await delay(ms);
  return byPart(app, 'cpu');
}

export function total(parts: ByPart): number {
  return PARTS.reduce((sum, part) => sum + parts[part], 0);
}

async function byPart(app: ElectronApplication, what: 'memory' | 'cpu'): Promise<ByPart> {
  const metrics = await app.evaluate((electron) => electron.app.getAppMetrics());
  const sums = { main: 0, pty_host: 0, page: 0, gpu: 0, other: 0 };
  for (const { type, name, memory, cpu } of metrics) {
    // Electron divides by the number of cores.
    sums[partOf(type, name)] += what === 'memory' ? memory.workingSetSize / 1_024 : cpu.percentCPUUsage * availableParallelism();
  }
  return sums;
}

function partOf(type: string, name: string | undefined): Part {
  if (name === HOST_NAME) return 'pty_host';
  if (type === 'Browser') return 'main';
  if (type === 'Tab') return 'page';
  return type === 'GPU' ? 'gpu' : 'other';
}
