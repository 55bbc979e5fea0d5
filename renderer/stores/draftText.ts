/** What fills the goal form from elsewhere: words for the outcome, or the text of a contract file. */
export type OfferedDraft =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'contract'; readonly text: string };

/** On its way from the composer or a plan to the goal form: kept until the form takes it, once. */
let offered: OfferedDraft | undefined;
const listeners = new Set<() => void>();

/** Hands a draft to the goal form. A form that is open already hears of it; otherwise the next one takes it. */
export function offerDraft(draft: OfferedDraft): void {
  offered = draft;
  for (const listener of [...listeners]) listener();
}

/** The draft that waits to be taken, if there is one: reading it takes time, in which a form may close and leave it to the next. */
export function offeredDraft(): OfferedDraft | undefined {
  return offered;
}

/** The draft, if one was offered and nobody took it yet. */
export function takeDraft(): OfferedDraft | undefined {
  const draft = offered;
  offered = undefined;
  return draft;
}

/** Hears of drafts offered while the form is open, until the returned function is called. */
export function onDraftOffered(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
