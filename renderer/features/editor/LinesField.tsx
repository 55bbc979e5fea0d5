import { useId } from 'react';
import { filled } from '../../../shared/views/checkForm';
import { t } from '../../../shared/words/t';
import classes from './Fields.module.css';
import { useProblem } from './formContext';
import { TextArea } from './TextArea';

/** A list of names, one a line; blank lines and space round a name go when the field is left. */
export function LinesField(props: {
  readonly label: string;
  readonly path: string;
  readonly lines: readonly string[];
  readonly onChange: (lines: readonly string[]) => void;
  readonly placeholder?: string;
  /** The label is a heading elsewhere. */
  readonly bare?: boolean;
}) {
  const id = useId();
  const problem = useProblem(props.path);
  const { lines } = props;
  const tidy = () => {
    const kept = filled(lines).map((line) => line.trim());
    if (kept.join('\n') !== lines.join('\n')) props.onChange(kept);
  };
  return (
    <div>
      {props.bare !== true && <span className={classes.label}>{props.label}</span>}
      <TextArea
        label={t`${props.label}, one a line`}
        value={lines.join('\n')}
        onChange={(text) => props.onChange(text === '' ? [] : text.split('\n'))}
        onBlur={tidy}
        rows={Math.max(1, lines.length)}
        mono
        invalid={problem !== undefined}
        describedBy={id}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      />
      <span id={id} className={classes.problem} role={problem === undefined ? undefined : 'alert'} hidden={problem === undefined}>
        {problem}
      </span>
    </div>
  );
}
