import { useEffect, useState } from 'react';
import { call } from '../bridge/bridge';
import { forget, recall } from './remembered';

/** What a goal form holds and nobody has sent. */
export interface KeptDraft {
  readonly revision: number;
  readonly document: Readonly<Record<string, unknown>>;
  /** When it came onto the disk; null where it is on its way. */
  readonly savedAt: number | null;
}

/** How a form's unsent changes are kept. */
export type Keeping =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'failed'; readonly message: string };

type Written = Omit<KeptDraft, 'savedAt'> | null;

/** Long enough to write a word as one, short enough that a crash costs no more than that. */
const SETTLE_MS = 300;

/**
 * Writes one form's draft through main, the latest after a moment and never two at once. It outlives the form: what was typed
 * before one went elsewhere is still written, and what could not be is tried again with every flush.
 */
class DraftWriter {
  readonly #key: string;
  #next: { readonly value: Written } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #told: (state: Keeping) => void = () => undefined;

  constructor(key: string) {
    this.#key = key;
  }

  /** What waits to be written, where something does; also what could not be written, until it is or something else is put. */
  get pending(): { readonly value: Written } | undefined {
    return this.#next;
  }

  hear(told: (state: Keeping) => void): void {
    this.#told = told;
  }

  put(value: Written): void {
    this.#next = { value };
    if (value) this.#told({ kind: 'saving' });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), value ? SETTLE_MS : 0);
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const next = this.#next;
    if (!next) return;
    const state = await written(this.#key, next.value);
    if (this.#next !== next) return;
    if (state.kind !== 'failed') this.#next = undefined;
    this.#told(state);
  }
}

async function written(key: string, value: Written): Promise<Keeping> {
  if (!value) {
    const removed = await call('draft/remove', { key });
    return removed.ok ? { kind: 'nothing' } : { kind: 'failed', message: removed.error.message };
  }
  const saved = await call('draft/save', { key, draft: value });
  return saved.ok ? { kind: 'saved', at: saved.value.savedAt } : { kind: 'failed', message: saved.error.message };
}

const writers = new Map<string, DraftWriter>();

export function draftWriter(key: string): DraftWriter {
  const known = writers.get(key);
  if (known) return known;
  const writer = new DraftWriter(key);
  writers.set(key, writer);
  return writer;
}

export type DraftRead =
  | { readonly ok: true; readonly draft: KeptDraft | null }
  /** Something may be kept there: a form that opened without it would be written over it. */
  | { readonly ok: false; readonly message: string };

/** What main keeps of a form now, or what is on its way there from this window. */
export async function readDraft(key: string): Promise<DraftRead> {
  const { pending } = draftWriter(key);
  if (pending) return { ok: true, draft: pending.value && { ...pending.value, savedAt: null } };
  const answer = await call('draft/read', { key });
  if (!answer.ok) return { ok: false, message: answer.error.message };
  return { ok: true, draft: answer.value.draft ?? earlierDraft(key) };
}

/** Earlier versions kept drafts in the page: one that is found there is written where drafts are kept now, and goes from the page. */
function earlierDraft(key: string): KeptDraft | null {
  const place = `draft.${key}`;
  const value = recall(place);
  forget(place);
  if (typeof value !== 'object' || value === null || !('revision' in value) || !('document' in value)) return null;
  const { revision, document } = value;
  if (typeof revision !== 'number' || typeof document !== 'object' || document === null) return null;
  const draft = { revision, document: document as KeptDraft['document'] };
  draftWriter(key).put(draft);
  return { ...draft, savedAt: null };
}

/** The draft that a form opens with, or why it cannot be had; undefined until it was read. `again` asks anew. */
export function useKeptDraft(key: string): { readonly read: DraftRead | undefined; readonly again: () => void } {
  const [read, setRead] = useState<{ readonly key: string; readonly is: DraftRead }>();
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again.
  useEffect(() => {
    let gone = false;
    void readDraft(key).then((is) => {
      if (!gone) setRead({ key, is });
    });
    return () => {
      gone = true;
    };
  }, [key, tries]);
  return { read: read?.key === key ? read.is : undefined, again: () => setTries(tries + 1) };
}
