import { createContext, type ReactNode, useContext } from 'react';
import type { WindowCommand } from '../../../shared/ipc/methods';
import { outbox, useLeaving } from '../../stores/outbox';
import { useUnsent } from '../../stores/unsent';

/** The question that an answer is for, wherever it is shown. */
export interface Asked {
  /** The asking's own name (`askedKey`): the same in the inbox and in the live view. */
  readonly key: string;
  readonly thread: string;
  /** Another value once the question has changed. */
  readonly subject: object;
  /** Its first button is the page's primary one. */
  readonly primary: boolean;
  /** Hears that an answer was given, which can still be taken back. */
  readonly onGiven: () => void;
}

interface AskedHere extends Asked {
  readonly unsent: ReturnType<typeof useUnsent>;
}

const AskedContext = createContext<AskedHere | undefined>(undefined);

/** What is typed for the question is kept here, once, so that it outlives the fields it stands in. */
export function AskedProvider({ asked, children }: { readonly asked: Asked; readonly children: ReactNode }) {
  const unsent = useUnsent(asked.key);
  return <AskedContext value={{ ...asked, unsent }}>{children}</AskedContext>;
}

/** What was typed for the question, the way to answer it, and the sentence of the last refusal. */
export function useAnswer() {
  const asked = useContext(AskedContext);
  if (!asked) throw new Error('An answer stands outside of its question.');
  const { key, thread, unsent, primary } = asked;
  const refusal = useLeaving(key)?.refusal;
  const give = (words: string, orders: readonly WindowCommand[], onTaken?: (index: number) => void) => {
    const taken = (index: number) => (index === orders.length - 1 ? unsent.clear() : onTaken?.(index));
    outbox.give({ key, thread, words, orders, onTaken: taken });
    asked.onGiven();
  };
  return {
    unsent,
    primary,
    refusal,
    /** Several orders are one answer; `onTaken` hears of those before the last, after which what was typed is let go. */
    give,
    /** The app's own question takes one of its words. */
    answer: (words: string, question: string, answer: string, name?: string) =>
      give(words, [{ type: 'question.answer', question, answer, ...(name === undefined ? {} : { name }) }]),
  };
}
