import { type CheckPlace, checkAt } from '../../../shared/views/formChecks';
import { type Attempt, canTry, tryContract, tryFingerprint, tryProblem } from '../../../shared/views/tryCheck';
import { t } from '../../../shared/words/t';
import { showTry, stopTries, tryCheck, useShownTry, useTries } from '../../stores/tries';
import { useFormAccess } from './formContext';
import { useFormPlace } from './formPlace';

export interface Tries {
  readonly attempts: Readonly<Record<string, Attempt>>;
  /** The check whose try is open. */
  readonly shown: string | null;
  show(check: string | null): void;
  /** Why the check cannot be tried; undefined where it can. */
  not(place: CheckPlace): string | undefined;
  /** What the form says of the check now. */
  of(place: CheckPlace): string;
  start(place: CheckPlace): void;
  stop(check: string): void;
}

export function useTryChecks(): Tries {
  const place = useFormPlace();
  const { form, problems } = useFormAccess();
  const attempts = useTries(place.form);
  const shown = useShownTry(place.form);
  const not = (at: CheckPlace) => {
    const check = checkAt(form, at);
    if (!check || !canTry(check)) return t`Only what the app runs itself can be tried.`;
    if (place.not !== undefined) return place.not;
    if (place.workspace === null) return t`Choose the folder first.`;
    const problem = tryProblem(problems, at);
    return problem && `${problem.path}: ${problem.message}`;
  };
  const of = (at: CheckPlace) => {
    const check = checkAt(form, at);
    return check ? tryFingerprint(form, check) : '';
  };
  const start = (at: CheckPlace) => {
    const check = checkAt(form, at);
    const asked = tryContract(form, at);
    if (!check || 'problem' in asked || place.workspace === null) return;
    const whose = place.thread === undefined ? {} : { thread: place.thread };
    tryCheck({ form: place.form, workspace: place.workspace, ...whose, contract: asked.contract, check: check.id, of: of(at) });
  };
  const show = (check: string | null) => showTry(place.form, check);
  return { attempts, shown, show, not, of, start, stop: (check) => void stopTries(place.form, check) };
}
