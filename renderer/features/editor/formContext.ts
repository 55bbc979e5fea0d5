import { createContext, useContext } from 'react';
import { type FieldProblem, type GoalForm, problemsAt } from '../../../shared/views/goalForm';

/** What every field of the form reads and changes. */
export interface FormAccess {
  readonly form: GoalForm;
  readonly problems: readonly FieldProblem[];
  change(next: GoalForm): void;
}

export const FormContext = createContext<FormAccess | null>(null);

export function useFormAccess(): FormAccess {
  const access = useContext(FormContext);
  if (!access) throw new Error('a field outside the goal form');
  return access;
}

/** The first problem of a field, in a sentence; undefined where it parses. */
export function useProblem(path: string): string | undefined {
  return problemsAt(useFormAccess().problems, path)[0]?.message;
}

/** The element that says what is wrong with a part's field and what to do about it; the field names it for those who hear it. */
export const DescribedBy = createContext<string | undefined>(undefined);

export function useDescribedBy(): string | undefined {
  return useContext(DescribedBy);
}
