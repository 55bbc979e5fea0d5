import type { ReactNode } from 'react';
import { type FieldProblem, problemsAt } from '../../../shared/views/goalForm';
import { StatusWord } from '../../ui/StatusWord';
import { useFormAccess } from './formContext';
import classes from './Parts.module.css';
import { ProposedMark } from './ProposedMark';

/** One of the contract's parts: its name, its field, and below it what does not parse, in a place that is kept free. */
export function Part(props: {
  readonly title: string;
  readonly path: string;
  readonly hint: string;
  /** Problems of these paths are shown elsewhere. */
  readonly except?: (problem: FieldProblem) => boolean;
  readonly children: ReactNode;
}) {
  const { problems } = useFormAccess();
  const own = problemsAt(problems, props.path).filter((problem) => !props.except?.(problem));
  return (
    <section className={classes.part} aria-label={props.title}>
      <div className={classes.head}>
        <h2 className={classes.title}>{props.title}</h2>
        <span className={classes.state}>{own.length > 0 && <StatusWord glyph="finding" word="invalid" />}</span>
      </div>
      {props.children}
      <div className={classes.find} aria-live="polite">
        <ProposedMark path={props.path} name={props.title.toLowerCase()} />
        {own.length === 0 ? (
          <p>{props.hint}</p>
        ) : (
          own.map((problem) => (
            <p key={`${problem.path} ${problem.message}`} className={classes.problem}>
              {problem.message}
            </p>
          ))
        )}
      </div>
    </section>
  );
}
