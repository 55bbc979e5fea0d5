import { z } from 'zod';
import { PriceTable } from '../budget/prices';
import { MOST_CONCURRENT_TURNS } from '../continuation/turnPlace';
import { ServerApi } from '../provider/model';
import type { ConnectionResult } from '../views/connection';
import { type Preferences, savedPreferences } from './preferences';

const Nothing = z.strictObject({});

/** Of the methods about what a person has set, the key of their model server, and whether it answers. */
export const settingsParams = {
  'settings/get': Nothing,
  'settings/save': z.strictObject({
    model: z.string().max(200),
    baseUrl: z.string().max(2_000),
    api: ServerApi,
    /** Left out for the app's default. */
    contextTokens: z.int().positive().optional(),
    theme: z.enum(['light', 'dark', 'system']),
    prices: PriceTable,
    concurrentTurns: z.int().min(1).max(MOST_CONCURRENT_TURNS),
    /** Sections that are left out stay as they are. */
    ...savedPreferences,
  }),
  'key/save': z.strictObject({ key: z.string().min(1).max(1_000) }),
  'key/remove': Nothing,
  /** Asks the server for one word, as it stands in the form: with the saved key. One at a time; another one ends it. */
  'connection/test': z.strictObject({ model: z.string().max(200), baseUrl: z.string().max(2_000), api: ServerApi }),
  'connection/cancel': Nothing,
} as const;

export interface Settings extends Preferences {
  readonly model: string;
  readonly baseUrl: string;
  readonly api: ServerApi;
  readonly contextTokens?: number | undefined;
  readonly theme: 'light' | 'dark' | 'system';
  readonly prices: PriceTable;
  /** Turns that may work at the same time, over all threads. */
  readonly concurrentTurns: number;
  /** Files of settings that do not read, each in a sentence with its remedy; they are kept as they are until something is saved. */
  readonly faults: readonly string[];
  /** Where the key stands: in the system's keychain encryption, in the environment, or nowhere. Never the key itself. */
  readonly key: 'keychain' | 'environment' | 'none';
  /** Why keys cannot be kept here, where they cannot. */
  readonly keychain: { readonly available: true } | { readonly available: false; readonly reason: string };
}

export interface SettingsResults {
  'settings/get': Settings;
  'settings/save': Settings;
  'key/save': Settings;
  'key/remove': Settings;
  'connection/test': ConnectionResult;
  'connection/cancel': Readonly<Record<string, never>>;
}
