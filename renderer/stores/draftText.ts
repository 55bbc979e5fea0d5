import type { GoalForm } from '../../shared/views/goalForm';

/** What fills the goal form from elsewhere: a goal's words, the text of a contract file, or a whole form. */
export type OfferedDraft =
  | {
      readonly kind: 'words';
      readonly words: string;
      /** What is done with the words where the form is not to be filled with them. */
      readonly otherwise?: { readonly label: string; readonly act: () => void };
    }
  | { readonly kind: 'contract'; readonly text: string }
  | { readonly kind: 'form'; readonly form: GoalForm; readonly taken: () => void };

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
