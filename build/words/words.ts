import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gitSources, isTest } from '../checks/sources';
import { type BareWords, readWords } from './readWords';

const FILE = 'shared/words/catalogue.json';
const UPDATE = 'npx vitest run build/words/words.test.ts -u';

interface Spoken {
  /** By message, the files that say it. */
  readonly messages: ReadonlyMap<string, ReadonlySet<string>>;
  readonly plurals: ReadonlyMap<string, ReadonlySet<string>>;
  readonly bare: readonly (BareWords & { readonly path: string })[];
}

/**
 * The text of `shared/words/catalogue.json`: everything the window says, each message with the files that say it, for translators.
 * The code is its source; UPDATE writes it anew.
 */
export async function catalogueText(root: string): Promise<string> {
  const { messages, plurals } = await spokenIn(root);
  return `${JSON.stringify({ messages: sorted(messages), plurals: sorted(plurals) }, null, 1)}\n`;
}

/** A step of `npm run check`: the catalogue is what the code says today, and no markup speaks past it. */
export async function check(root: string): Promise<{ readonly ok: boolean; readonly report: string }> {
  const published = await readFile(join(root, FILE), 'utf8').catch(() => undefined);
  const { messages, bare } = await spokenIn(root);
  const faults = bare.map(({ path, line, text }) => `  ${path}:${line}: “${text}” is in no catalogue: write it as t\`…\``);
  if (messages.size === 0) faults.push('  no message was seen');
  if (published !== (await catalogueText(root))) {
    faults.push(`  ${FILE} is ${published === undefined ? 'missing' : 'stale'}: write it anew with ${UPDATE}`);
  }
  return { ok: faults.length === 0, report: [`  ${messages.size} messages`, ...faults].join('\n') };
}

async function spokenIn(root: string): Promise<Spoken> {
  const messages = new Map<string, Set<string>>();
  const plurals = new Map<string, Set<string>>();
  const bare: (BareWords & { path: string })[] = [];
  for (const path of gitSources(root).filter(speaks)) {
    const words = readWords(await readFile(join(root, path), 'utf8'), path);
    for (const message of words.messages) note(messages, message, path);
    for (const plural of words.plurals) note(plurals, plural, path);
    if (path.startsWith('renderer/')) bare.push(...words.bare.map((found) => ({ ...found, path })));
  }
  return { messages, plurals, bare };
}

/** What people read in the window comes from these. */
function speaks(path: string): boolean {
  return /^(shared|renderer|electron)\/.*\.tsx?$/.test(path) && !isTest(path);
}

function note(known: Map<string, Set<string>>, name: string, path: string): void {
  known.set(name, (known.get(name) ?? new Set()).add(path));
}

function sorted(known: ReadonlyMap<string, ReadonlySet<string>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, paths]) => [name, [...paths].sort()]));
}
