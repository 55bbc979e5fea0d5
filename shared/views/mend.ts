import { counted, t } from '../words/t';

/** What mends a goal that the model server or its settings have stopped: one button, and where it leads in the settings. */
export interface Mend {
  readonly action: string;
  readonly section: 'settings-model' | 'settings-prices';
  /** What is wrong, in few words. */
  readonly words: string;
}

const MENDS: Readonly<Record<string, Mend>> = {
  provider_auth: { action: t`Set the key`, section: 'settings-model', words: t`the key was refused, or none is set` },
  provider_unreachable: { action: t`Check the server`, section: 'settings-model', words: t`the server cannot be reached` },
  provider_bad_model: { action: t`Choose a model`, section: 'settings-model', words: t`the server does not know the model` },
  provider_bad_request: { action: t`Check the model`, section: 'settings-model', words: t`the server refused the request` },
  provider_context_full: {
    action: t`Set the context`,
    section: 'settings-model',
    words: t`the conversation is longer than the model takes`,
  },
  no_key: { action: t`Set the key`, section: 'settings-model', words: t`no key is set` },
  no_model: { action: t`Name a model`, section: 'settings-model', words: t`no model is named` },
  no_price: { action: t`Set a price`, section: 'settings-prices', words: t`the model has no price` },
};

/** By the policy's reason, while it is tried again too, or by the code of a refusal; nothing where only waiting or the person's own words help. */
export function mendOf(reason: string): Mend | undefined {
  const named = reason.replace(/^retry_/, 'provider_');
  return Object.hasOwn(MENDS, named) ? MENDS[named] : undefined;
}

/** What stands still for the same cause: `2 goals stand still: the key was refused, or none is set`. */
export function stoppedWords(reasons: readonly string[], section: Mend['section']): readonly string[] {
  const causes = new Map<string, number>();
  for (const reason of reasons) {
    const mend = mendOf(reason);
    if (mend?.section === section) causes.set(mend.words, (causes.get(mend.words) ?? 0) + 1);
  }
  return [...causes].map(([words, n]) => t`${counted(n, 'goal stands', 'goals stand')} still: ${words}.`);
}
