import { useState } from 'react';
import type { EvidenceRow } from '../../../shared/thread/state';
import { addCheck, type CheckPlace } from '../../../shared/views/formChecks';
import { Budget } from './Budget';
import { Checks } from './Checks';
import { FilledNote } from './FilledNote';
import classes from './FormView.module.css';
import { FormContext } from './formContext';
import lower from './Lower.module.css';
import { LintContext } from './lintContext';
import { Parts } from './Parts';
import { TextSection } from './TextSection';
import { Touch } from './Touch';
import type { FormState } from './useGoalForm';
import type { FormLint } from './useLint';

/** The whole form of a contract: six parts, checks, what may be touched, budget, and the objective's own words. */
export function FormView({
  state,
  lint,
  evidence,
  disabled,
}: {
  readonly state: FormState;
  readonly lint: FormLint;
  readonly evidence: readonly EvidenceRow[];
  readonly disabled: boolean;
}) {
  const [open, setOpen] = useState<CheckPlace | null>(null);
  const { form, change } = state;
  const add = () => {
    const added = addCheck(form);
    change(added.form);
    setOpen(added.place);
  };
  return (
    <FormContext value={state}>
      <LintContext value={lint}>
        <fieldset className={classes.fields} disabled={disabled} aria-label="Contract">
          <FilledNote state={state} />
          <Parts onOpenCheck={setOpen} onAddCheck={add} />
          <Checks evidence={evidence} open={open} onOpen={setOpen} onAdd={add} />
          <div className={lower.two}>
            <Touch />
            <Budget />
          </div>
          <TextSection
            title="Evidence standard"
            aside="for research alone: what counts as confirmed; left empty, no ledger of claims is kept"
            path="research"
            value={form.standard}
            onChange={(standard) => change({ ...form, standard })}
          />
          <TextSection
            title="Objective"
            aside="in your own words, below the contract in its file"
            path="objective"
            value={form.objective}
            onChange={(objective) => change({ ...form, objective })}
          />
        </fieldset>
      </LintContext>
    </FormContext>
  );
}
