import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { PriceTable } from '../../shared/budget/prices';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ModelRef } from '../../shared/provider/model';

/** Options that every command takes. */
export interface CommonOptions {
  readonly data?: string;
  readonly json?: boolean;
}

/** Where threads live: `--data`, then GOALPOST_DATA, then the platform's place for an app's data. */
export function dataFolder(options: CommonOptions): string {
  const chosen = options.data ?? process.env.GOALPOST_DATA;
  if (chosen) return resolve(chosen);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Goalpost');
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'goalpost');
}

/** The key comes from the environment alone and is stored nowhere. */
export function environmentSecret(): string | undefined {
  return process.env.OPENAI_API_KEY || undefined;
}

/** The model of a new thread; it is stored with the thread, so that `resume` asks the same one. */
export function chosenModel(options: { readonly model?: string }): Result<ModelRef, string> {
  const model = options.model ?? process.env.OPENAI_MODEL;
  if (!model) return err('No model is named. Pass --model NAME, or set OPENAI_MODEL.');
  const baseUrl = process.env.OPENAI_BASE_URL;
  return ok({ api: 'responses', model, ...(baseUrl ? { baseUrl } : {}) });
}

/** The user's price table, `prices.json` in the data folder: US dollars per million tokens. Absent: no model has a price. */
export async function readPrices(dataDir: string): Promise<Result<PriceTable, string>> {
  const file = join(dataDir, 'prices.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return ok({});
    return err(`${file} cannot be read: ${(thrown as Error).message}`);
  }
  return parsePrices(file, text);
}

function parsePrices(file: string, text: string): Result<PriceTable, string> {
  const shape = '{ "MODEL": { "input": 1.25, "cached": 0.125, "output": 10 } }, in US dollars per million tokens';
  try {
    const parsed = PriceTable.safeParse(JSON.parse(text));
    if (parsed.success) return ok(parsed.data);
    const issue = parsed.error.issues[0];
    return err(`${file}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not a price table'}. It should read ${shape}.`);
  } catch (thrown) {
    return err(`${file} is not JSON (${(thrown as Error).message}). It should read ${shape}.`);
  }
}
