import { passesWhen } from '../../../shared/views/formCheckRows';
import { type CheckPlace, checkPath, formChecks } from '../../../shared/views/formChecks';
import type { GoalForm } from '../../../shared/views/goalForm';
import { problemsAt } from '../../../shared/views/goalForm';
import { t } from '../../../shared/words/t';
import { TextAction } from '../../ui/TextAction';
import { ConstraintsField } from './ConstraintsField';
import { useFormAccess } from './formContext';
import { OutcomeField } from './OutcomeField';
import { Part } from './Part';
import classes from './Parts.module.css';
import { TextArea } from './TextArea';

/** The contract's six parts, three and three. */
export function Parts(props: { readonly onOpenCheck: (place: CheckPlace) => void; readonly onAddCheck: () => void }) {
  const { form, change, problems } = useFormAccess();
  const setIteration = (iteration: string) => change({ ...form, iteration });
  const wrong = (path: string) => problemsAt(problems, path).length > 0;
  return (
    <div className={classes.parts}>
      <Part title={t`Outcome`} part="outcome" path="outcome" hint={t`An end state that a check can judge, with its number.`}>
        <OutcomeField invalid={wrong('outcome')} />
      </Part>
      <Part
        title={t`Verification`}
        part="verification"
        path="verification"
        hint={verificationHint(form)}
        except={(problem) => problem.path.startsWith('verification[')}
      >
        <Proofs {...props} />
      </Part>
      <Part
        title={t`Constraints`}
        part="constraints"
        path="constraints"
        hint={t`What must not regress, one a line; a check can guard each.`}
        except={isOfCheck}
      >
        <ConstraintsField />
      </Part>
      <Part title={t`Boundaries`} part="boundaries" path="boundaries.write" hint={boundariesHint(form)}>
        <WriteField />
      </Part>
      <Part
        title={t`Iteration policy`}
        part="iteration"
        path="iteration"
        hint={t`How the next try is chosen, and what each one records.`}
      >
        <TextArea label={t`Iteration policy`} value={form.iteration} onChange={setIteration} />
      </Part>
      <Part title={t`Blocked stop`} part="blocked" path="blocked.report" hint={t`When to stop, and what the report then holds.`}>
        <TextArea
          label={t`Blocked stop`}
          value={form.blocked.report}
          onChange={(report) => change({ ...form, blocked: { ...form.blocked, report } })}
        />
      </Part>
    </div>
  );
}

function isOfCheck(problem: { readonly path: string }): boolean {
  return /^constraints\[\d+\]\.check\b/.test(problem.path);
}

function verificationHint(form: GoalForm): string {
  const count = form.verification.length;
  if (count === 0) return t`Without a check nothing can prove the outcome: the gate stays closed.`;
  return count === 1
    ? t`1 check proves the outcome, run by the app itself.`
    : t`${count} checks prove the outcome, run by the app itself.`;
}

function boundariesHint(form: GoalForm): string {
  const { write, hosts } = form.boundaries;
  const paths = write.length === 1 ? t`1 writable path` : t`${write.length} writable paths`;
  const network = hosts.length === 0 ? t`No host.` : hosts.length === 1 ? t`1 host.` : t`${hosts.length} hosts.`;
  return write.length === 0
    ? t`No path may be written: the agent can only read. ${network}`
    : t`${paths}, one a line. ${network}`;
}

function Proofs(props: { readonly onOpenCheck: (place: CheckPlace) => void; readonly onAddCheck: () => void }) {
  const { form } = useFormAccess();
  const proofs = formChecks(form).filter(({ place }) => place.list === 'verification');
  return (
    <div className={classes.list}>
      {proofs.map(({ place, check }) => (
        <button key={checkPath(place)} type="button" className={classes.item} onClick={() => props.onOpenCheck(place)}>
          <span className={classes.name}>{check.id || t`no name`}</span>
          <span className={classes.words}>{passesWhen(check)}</span>
        </button>
      ))}
      {proofs.length === 0 && (
        <div className={classes.item}>
          <TextAction onClick={props.onAddCheck}>{t`Add check`}</TextAction>
        </div>
      )}
    </div>
  );
}

function WriteField() {
  const { form, change, problems } = useFormAccess();
  const { write } = form.boundaries;
  const set = (lines: readonly string[]) => change({ ...form, boundaries: { ...form.boundaries, write: lines } });
  return (
    <TextArea
      label={t`Paths the agent may write, one a line`}
      mono
      value={write.join('\n')}
      onChange={(text) => set(text === '' ? [] : text.split('\n'))}
      onBlur={() => {
        const kept = write.map((line) => line.trim()).filter((line) => line !== '');
        if (kept.join('\n') !== write.join('\n')) set(kept);
      }}
      invalid={problemsAt(problems, 'boundaries.write').length > 0}
    />
  );
}
