import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { PriceTable } from '../../shared/budget/prices';
import { CONCURRENT_TURNS, MOST_CONCURRENT_TURNS } from '../../shared/continuation/turnPlace';
import { type Preferences, preferencesOf, storedPreferences } from '../../shared/ipc/preferences';
import { err, ok, type Result } from '../../shared/kernel/result';
import { ServerApi } from '../../shared/provider/model';
import { t } from '../../shared/words/t';

/** What the person has set. `prices` stand in a file of their own, which the command line reads too. */
export interface AppSettings extends Preferences {
  readonly model: string;
  readonly baseUrl: string;
  readonly api: ServerApi;
  /** How much the model takes in one request, in tokens; left out for the app's default. */
  readonly contextTokens?: number | undefined;
  readonly theme: 'light' | 'dark' | 'system';
  readonly prices: PriceTable;
  /** Turns that may work at the same time, over all threads. */
  readonly concurrentTurns: number;
}

const SettingsFile = z.strictObject({
  model: z.string().optional(),
  baseUrl: z.string().optional(),
  api: ServerApi.optional(),
  contextTokens: z.int().positive().optional(),
  theme: z.enum(['light', 'dark', 'system']).optional(),
  concurrentTurns: z.int().min(1).max(MOST_CONCURRENT_TURNS).optional(),
  ...storedPreferences,
});

export interface SettingsOptions {
  readonly dataDir: string;
  /** The price table's file name in it. */
  readonly pricesFile: string;
  /** What holds where nothing was set. */
  readonly defaults: Pick<AppSettings, 'model' | 'baseUrl' | 'api'>;
}

interface SettingsError {
  readonly code: 'write_failed' | 'unreadable';
  readonly message: string;
}

/**
 * The settings as they stand in the data folder. A file that does not read is named in `faults`, kept as it is, and replaced only
 * when a person saves: then it stays beside the new one under another name.
 */
export interface SettingsStore {
  /** The files that do not read now. */
  readonly faults: readonly string[];
  current(): AppSettings;
  /** Saves what `change` makes of the settings as they stand then: after whatever was to be saved before. All of it, or nothing. */
  save(change: (now: AppSettings) => AppSettings): Promise<Result<void, SettingsError>>;
}

export async function openSettings({ dataDir, pricesFile, defaults }: SettingsOptions): Promise<SettingsStore> {
  const settings = await readJson(join(dataDir, 'settings.json'), SettingsFile);
  const prices = await readJson(join(dataDir, pricesFile), PriceTable);
  const saved = settings.value ?? {};
  let now: AppSettings = {
    model: saved.model ?? defaults.model,
    baseUrl: saved.baseUrl ?? defaults.baseUrl,
    // Files of before there was a choice name none.
    api: saved.api ?? defaults.api,
    ...(saved.contextTokens === undefined ? {} : { contextTokens: saved.contextTokens }),
    theme: saved.theme ?? 'system',
    prices: prices.value ?? {},
    concurrentTurns: saved.concurrentTurns ?? CONCURRENT_TURNS,
    ...preferencesOf(saved),
  };
  const broken = new Map([settings, prices].flatMap(({ file, fault }) => (fault === undefined ? [] : [[file, fault]])));
  let saving: Promise<unknown> = Promise.resolve();
  const save = async (next: AppSettings): Promise<Result<void, SettingsError>> => {
    const { prices: table, ...rest } = next;
    const contents = new Map<string, unknown>([
      [settings.file, rest],
      [prices.file, table],
    ]);
    const written = await writeTogether(contents, broken);
    if (!written.ok) return written;
    broken.clear();
    now = next;
    return written;
  };
  return {
    get faults() {
      return [...broken.values()];
    },
    current: () => now,
    save(change) {
      const saved = saving.then(() => save(change(now)));
      saving = saved.catch(() => undefined);
      return saved;
    },
  };
}

interface ReadJson<T> {
  readonly file: string;
  readonly value: T | undefined;
  readonly fault: string | undefined;
}

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<ReadJson<T>> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    if (parsed.success) return { file, value: parsed.data, fault: undefined };
    const issue = parsed.error.issues[0];
    const place = issue?.path.join('.') ?? '';
    return {
      file,
      value: undefined,
      fault: faultOf(file, `${place === '' ? '' : `${place}: `}${issue?.message ?? t`not understood`}`),
    };
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    const missing = 'code' in thrown && thrown.code === 'ENOENT';
    return { file, value: undefined, fault: missing ? undefined : faultOf(file, thrown.message) };
  }
}

function faultOf(file: string, cause: string): string {
  return t`${file} does not read (${cause}). The usual settings are used; correct the file, or save in Settings: it is kept beside as ${basename(file)}.broken then.`;
}

/** Writes all of the files beside where they belong before the first of them gets its name: a full disk changes none. */
async function writeTogether(
  contents: ReadonlyMap<string, unknown>,
  broken: ReadonlyMap<string, string>,
): Promise<Result<void, SettingsError>> {
  for (const [file, content] of contents) {
    const written = await onDisk(file, () =>
      writeFile(beside(file), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true }),
    );
    if (!written.ok) return refused(contents, written);
  }
  for (const file of contents.keys()) {
    const named = await onDisk(file, async () => {
      if (broken.has(file)) await rename(file, `${file}.broken`);
      await rename(beside(file), file);
    });
    if (!named.ok) return refused(contents, named);
  }
  return ok(undefined);
}

/** One name is enough, since only one save is under way; the next goes over what a kill has left. */
function beside(file: string): string {
  return `${file}.new`;
}

/** Where what was begun cannot be taken away either, the first refusal says what is wrong. */
async function refused<T>(contents: ReadonlyMap<string, unknown>, refusal: T): Promise<T> {
  for (const file of contents.keys()) await onDisk(file, () => rm(beside(file), { force: true }));
  return refusal;
}

async function onDisk(file: string, work: () => Promise<void>): Promise<Result<void, SettingsError>> {
  try {
    await work();
    return ok(undefined);
  } catch (thrown) {
    if (!(thrown instanceof Error) || !('code' in thrown)) throw thrown;
    return err({ code: 'write_failed', message: t`${file} could not be written (${thrown.message}). Nothing was changed.` });
  }
}
