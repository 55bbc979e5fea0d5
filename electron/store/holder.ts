import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { processStart } from './processStart';

/** Who has a data folder open and where it listens. `token` proves to it that an order comes from somebody who can read the folder. */
const Holder = z.object({ pid: z.int().positive(), start: z.string(), socket: z.string(), token: z.string() });
export type Holder = z.infer<typeof Holder>;

/** The holder that the folder names, when that very process still lives. A file that does not read names nobody. */
export async function livingHolder(folder: string): Promise<Holder | undefined> {
  const holder = await readHolder(folder);
  return holder && (await processStart(holder.pid)) === holder.start ? holder : undefined;
}

export async function writeHolder(folder: string, holder: Holder): Promise<void> {
  const temporary = `${holderFile(folder)}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  await rename(temporary, holderFile(folder));
}

export async function removeHolder(folder: string): Promise<void> {
  await rm(holderFile(folder), { force: true });
}

async function readHolder(folder: string): Promise<Holder | undefined> {
  const text = await readFile(holderFile(folder), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseHolder(text);
}

function parseHolder(text: string): Holder | undefined {
  try {
    return Holder.safeParse(JSON.parse(text)).data;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

function holderFile(folder: string): string {
  return join(folder, 'owner.json');
}
