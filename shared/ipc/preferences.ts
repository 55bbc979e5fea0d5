import { z } from 'zod';
import { GoalDefaults, NO_GOAL_DEFAULTS } from '../views/goalDefaults';
import { NOTICE_KINDS, type NoticeKind } from '../views/notices/kinds';

/** Bounds of what can be set, shown at the fields and enforced at the door. */
export const BOUNDS = {
  /** LOOK.md has rows of 18 px. Beyond these a terminal is no longer read. */
  fontSize: { least: 8, most: 28, standard: 12 },
  /** Lines kept above the screen; a full scrollback of the standard takes some 10 MB. */
  scrollback: { least: 500, most: 50_000, standard: 5_000 },
  /** More lines than this in one paste are asked about. */
  pasteLines: { least: 1, most: 1_000, standard: 5 },
  /** Percent; what LOOK.md is made for. */
  zoom: { least: 80, most: 200, standard: 100 },
} as const;

const within = ({ least, most }: { readonly least: number; readonly most: number }) => z.int().min(least).max(most);

const noticeSwitches = Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, z.boolean()])) as Record<NoticeKind, z.ZodBoolean>;

const sections = {
  /** Which kinds are told by a notification. */
  notifications: z.strictObject(noticeSwitches),
  terminal: z.strictObject({
    fontSize: within(BOUNDS.fontSize),
    scrollback: within(BOUNDS.scrollback),
    copyOnSelect: z.boolean(),
    bell: z.enum(['show', 'sound', 'off']),
    pasteLines: within(BOUNDS.pasteLines),
    /** Each line is told to a screen reader; it costs time with every line. */
    screenReader: z.boolean(),
  }),
  appearance: z.strictObject({
    density: z.enum(['standard', 'roomy']),
    zoom: within(BOUNDS.zoom),
    /** `reduced`: no motion at all, whatever the system says. */
    motion: z.enum(['system', 'reduced']),
  }),
  goals: GoalDefaults,
} as const;

/** What a person has set for the app beside its model, in sections that are each saved whole. */
export const Preferences = z.strictObject(sections);
export type Preferences = z.infer<typeof Preferences>;

/** As a settings file holds them: what is left out, also by a file of an earlier version, has its standard. */
export const storedPreferences = {
  notifications: sections.notifications.partial().optional(),
  terminal: sections.terminal.partial().optional(),
  appearance: sections.appearance.partial().optional(),
  goals: sections.goals.partial().optional(),
};

/** As they are saved: a section that is left out stays as it is. */
export const savedPreferences = {
  notifications: sections.notifications.optional(),
  terminal: sections.terminal.optional(),
  appearance: sections.appearance.optional(),
  goals: sections.goals.optional(),
};

const StoredPreferences = z.strictObject(storedPreferences);
export type StoredPreferences = z.infer<typeof StoredPreferences>;

export const STANDARD: Preferences = {
  notifications: { blocked: true, question: true, limited: true, error: true, refused: false, complete: true, claimed: false },
  terminal: {
    fontSize: BOUNDS.fontSize.standard,
    scrollback: BOUNDS.scrollback.standard,
    copyOnSelect: false,
    bell: 'show',
    pasteLines: BOUNDS.pasteLines.standard,
    screenReader: false,
  },
  appearance: { density: 'standard', zoom: BOUNDS.zoom.standard, motion: 'system' },
  goals: NO_GOAL_DEFAULTS,
};

/** What was stored, over the standard. */
export function preferencesOf(stored: StoredPreferences): Preferences {
  return {
    notifications: { ...STANDARD.notifications, ...given(stored.notifications) },
    terminal: { ...STANDARD.terminal, ...given(stored.terminal) },
    appearance: { ...STANDARD.appearance, ...given(stored.appearance) },
    goals: { ...STANDARD.goals, ...given(stored.goals) },
  };
}

/** A part without the keys that hold nothing: spread over a whole, those would take away what stands there. */
function given<T extends object>(part: T | undefined): { readonly [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(part ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { readonly [K in keyof T]: Exclude<T[K], undefined> };
}
