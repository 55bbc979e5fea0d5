import { createContext, useContext } from 'react';

/** Which thread the rows are of, for the links in them. */
export const LiveThread = createContext('');

export function useLiveThread(): string {
  return useContext(LiveThread);
}
