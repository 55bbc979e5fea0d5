/** Text on its way from the composer's `/goal <text>` to the goal form: kept until the form takes it, once. */
let offered: string | undefined;
const listeners = new Set<() => void>();

/** Hands a text to the goal form. A form that is open already hears of it; otherwise the next one takes it. */
export function offerDraft(text: string): void {
  offered = text;
  for (const listener of [...listeners]) listener();
}

/** The text, if one was offered and nobody took it yet. */
export function takeDraft(): string | undefined {
  const text = offered;
  offered = undefined;
  return text;
}

/** Hears of texts offered while the form is open, until the returned function is called. */
export function onDraftOffered(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
