import { createContext, useContext } from 'react';

/** What the form is of: its checks are tried there, its paths are looked for there, and what such goals cost is asked of there. */
export interface FormPlace {
  /** The thread, or `new`. */
  readonly form: string;
  /** Null while no folder was chosen. */
  readonly workspace: string | null;
  readonly thread?: string;
  readonly model: string;
  /** Why nothing can be tried or picked now. */
  readonly not?: string | undefined;
}

export const PlaceContext = createContext<FormPlace | null>(null);

export function useFormPlace(): FormPlace {
  const place = useContext(PlaceContext);
  if (!place) throw new Error('a field outside the goal form');
  return place;
}
