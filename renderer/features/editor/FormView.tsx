import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { EvidenceRow } from '../../../shared/thread/state';
import { addCheck, type CheckPlace, formChecks } from '../../../shared/views/formChecks';
import { partName } from '../../../shared/views/formParts';
import { t } from '../../../shared/words/t';
import { Budget } from './Budget';
import { Checks } from './Checks';
import { FilledNote } from './FilledNote';
import { type Face, FormBar } from './FormBar';
import classes from './FormView.module.css';
import { FormContext, useFormAccess } from './formContext';
import { type FormPlace, PlaceContext } from './formPlace';
import lower from './Lower.module.css';
import { LintContext } from './lintContext';
import { Parts } from './Parts';
import { type LeftText, TextFace } from './TextFace';
import { TextSection } from './TextSection';
import { Touch } from './Touch';
import { stepped, useFormKeys } from './useFormKeys';
import type { FormState, Steps } from './useGoalForm';
import type { FormLint } from './useLint';
import { Versions } from './Versions';

/** The whole form of a contract, in one of its faces: six parts, checks, what may be touched, budget; its text; what it has been. */
export function FormView(props: {
  /** What it is: `Draft 4`, `Revision 2`. */
  readonly name: string;
  readonly state: FormState;
  readonly lint: FormLint;
  readonly evidence: readonly EvidenceRow[];
  readonly disabled: boolean;
  /** Over the fields, below the line that says what the form is. */
  readonly head: ReactNode;
  /** The thread whose versions can be shown; null where nothing was saved yet. */
  readonly place: FormPlace;
  /** A check that is to be opened, by its name. */
  readonly wish?: Wish | undefined;
  readonly versions: { readonly thread: string; readonly revision: number } | null;
}) {
  const { state, disabled, versions } = props;
  const [face, setFace] = useState<Face>('form');
  const [said, say] = useState('');
  const fields = useRef<HTMLFieldSetElement>(null);
  const left = useRef<LeftText | null>(null);
  const told = (part: string, back: boolean) => say(stepWords(part, back));
  useFormKeys(fields, disabled ? NO_STEPS : state.steps, told);
  const onStep = (back: boolean) => {
    const step = back ? state.steps.undo : state.steps.redo;
    if (step && fields.current) told(stepped(fields.current, step), back);
  };
  const faces: readonly Face[] = versions ? ['form', 'text', 'versions'] : ['form', 'text'];
  const shown = faces.includes(face) ? face : 'form';
  const { wish } = props;
  useEffect(() => {
    if (wish) setFace('form');
  }, [wish]);
  return (
    <FormContext value={state}>
      <LintContext value={props.lint}>
        <FormBar
          name={props.name}
          state={state}
          disabled={disabled}
          face={shown}
          faces={faces}
          onFace={setFace}
          said={said}
          onStep={onStep}
        />
        {props.head}
        <fieldset ref={fields} className={classes.fields} disabled={disabled} aria-label={t`Contract`}>
          <FilledNote state={state} />
          {shown === 'form' && (
            <PlaceContext value={props.place}>
              <Fields evidence={props.evidence} wish={props.wish} />
            </PlaceContext>
          )}
          {shown === 'text' && <TextFace left={left} />}
          {shown === 'versions' && versions && <Versions {...versions} state={state} onRestored={() => setFace('form')} />}
        </fieldset>
      </LintContext>
    </FormContext>
  );
}

const NO_STEPS: Steps = { undo: undefined, redo: undefined };

function stepWords(part: string, back: boolean): string {
  return back ? t`Taken back: ${partName(part)}` : t`Done again: ${partName(part)}`;
}

/** Each time a check is wished for it is another wish. */
export interface Wish {
  readonly check: string;
}

function Fields({ evidence, wish }: { readonly evidence: readonly EvidenceRow[]; readonly wish: Wish | undefined }) {
  const [open, setOpen] = useState<CheckPlace | null>(null);
  const { form, change } = useFormAccess();
  const latest = useRef(form);
  latest.current = form;
  useEffect(() => {
    const found = wish && formChecks(latest.current).find(({ check }) => check.id === wish.check);
    if (found) setOpen(found.place);
  }, [wish]);
  const add = () => {
    const added = addCheck(form);
    change(added.form);
    setOpen(added.place);
  };
  return (
    <>
      <Parts onOpenCheck={setOpen} onAddCheck={add} />
      <Checks evidence={evidence} open={open} onOpen={setOpen} onAdd={add} />
      <div className={lower.two}>
        <Touch />
        <Budget />
      </div>
      <TextSection
        title={t`Evidence standard`}
        aside={t`for research alone: what counts as confirmed; left empty, no ledger of claims is kept`}
        path="research"
        value={form.standard}
        onChange={(standard) => change({ ...form, standard })}
      />
      <TextSection
        title={t`Objective`}
        aside={t`in your own words, below the contract in its file`}
        path="objective"
        value={form.objective}
        onChange={(objective) => change({ ...form, objective })}
      />
    </>
  );
}
