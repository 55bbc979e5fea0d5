import { t } from '../../../shared/words/t';
import type { Keeping } from '../../stores/formDrafts';
import { clockTime } from '../../ui/clockTime';
import { IconButton } from '../../ui/IconButton';
import { Segments } from '../../ui/Segments';
import { StatusWord } from '../../ui/StatusWord';
import classes from './FormBar.module.css';
import type { FormState } from './useGoalForm';

/** The form's faces: its fields, its text, and what it has been. */
export type Face = 'form' | 'text' | 'versions';

/** The line over the form: what it is, how it is kept, its steps back and forward, and its faces. */
export function FormBar(props: {
  readonly name: string;
  readonly state: FormState;
  readonly disabled: boolean;
  readonly face: Face;
  readonly faces: readonly Face[];
  readonly onFace: (face: Face) => void;
  /** What the last step did, for those who do not see it. */
  readonly said: string;
  readonly onStep: (back: boolean) => void;
}) {
  const { state, disabled } = props;
  const { undo, redo } = state.steps;
  return (
    <div className={classes.bar} role="toolbar" aria-label={t`Form`}>
      <span className={classes.name}>{props.name}</span>
      <span className={classes.kept}>
        <Kept keeping={state.keeping} changed={state.changed} />
      </span>
      <span className={classes.steps}>
        <IconButton
          icon="undo"
          label={t`Undo change`}
          keys="mod Z"
          disabled={disabled || !undo}
          onClick={() => props.onStep(true)}
        />
        <IconButton
          icon="redo"
          label={t`Redo change`}
          keys="mod shift Z"
          disabled={disabled || !redo}
          onClick={() => props.onStep(false)}
        />
      </span>
      <span className={classes.said} role="status">
        {props.said}
      </span>
      <span className={classes.faces}>
        <Segments
          label={t`Show the contract as`}
          segments={props.faces.map((value) => ({ value, label: NAMES[value] }))}
          value={props.face}
          onChange={props.onFace}
        />
      </span>
    </div>
  );
}

const NAMES: Readonly<Record<Face, string>> = { form: t`Form`, text: t`Text`, versions: t`Versions` };

function Kept({ keeping, changed }: { readonly keeping: Keeping; readonly changed: boolean }) {
  switch (keeping.kind) {
    case 'failed':
      return <StatusWord glyph="failed" word={keeping.message} />;
    case 'saving':
      return t`saving changes`;
    case 'saved':
      return changed ? t`changes saved ${clockTime(keeping.at)}` : null;
    case 'nothing':
      return null;
  }
}
