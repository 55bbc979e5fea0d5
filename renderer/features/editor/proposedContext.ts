import { createContext, useContext } from 'react';
import { openAt, type ProposedField } from '../../../shared/views/proposal';

/** The proposed fields of a form that wait, and how one is accepted; a form on which nobody drafts has none. */
export interface ProposedAccess {
  readonly open: readonly ProposedField[];
  accept(fields: readonly ProposedField[]): void;
}

export const ProposedContext = createContext<ProposedAccess | null>(null);

/** What of a place in the form waits to be accepted. */
export function useProposedAt(path: string): { readonly fields: readonly ProposedField[]; readonly accept: () => void } {
  const access = useContext(ProposedContext);
  const fields = access ? openAt(access.open, path) : [];
  return { fields, accept: () => access?.accept(fields) };
}
