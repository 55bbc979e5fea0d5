import { type ReactNode, useId } from 'react';
import type { LintPart } from '../../../shared/goal/lint/finding';
import { type FieldProblem, problemsAt } from '../../../shared/views/goalForm';
import { t } from '../../../shared/words/t';
import { StatusWord } from '../../ui/StatusWord';
import { Findings, PartVerdict, takeFirst } from './Findings';
import { DescribedBy, useFormAccess } from './formContext';
import { useAdvice } from './lintContext';
import classes from './Parts.module.css';
import { ProposedMark } from './ProposedMark';

/** One of the contract's parts: its name, its field, and below it what does not parse, in a place that is kept free. */
export function Part(props: {
  readonly title: string;
  readonly part: LintPart;
  readonly path: string;
  readonly hint: string;
  /** Problems of these paths are shown elsewhere. */
  readonly except?: (problem: FieldProblem) => boolean;
  readonly children: ReactNode;
}) {
  const { problems } = useFormAccess();
  const own = problemsAt(problems, props.path).filter((problem) => !props.except?.(problem));
  const advice = useAdvice(props.part);
  const id = useId();
  return (
    <section
      className={classes.part}
      aria-label={props.title}
      data-part={props.path.replace(/\.report$/, '')}
      onKeyDown={(event) => takeFirst(event, advice)}
    >
      <div className={classes.head}>
        <h2 className={classes.title}>{props.title}</h2>
        <span className={classes.state}>
          {own.length > 0 ? <StatusWord glyph="finding" word={t`invalid`} /> : <PartVerdict part={props.part} />}
        </span>
      </div>
      <DescribedBy value={id}>{props.children}</DescribedBy>
      <div id={id} className={classes.find} aria-live="polite">
        <ProposedMark path={props.path} name={props.title.toLowerCase()} />
        {own.map((problem) => (
          <p key={`${problem.path} ${problem.message}`} className={classes.problem}>
            {problem.message}
          </p>
        ))}
        <Findings advice={advice} />
        {own.length === 0 && advice.findings.length === 0 && <p>{props.hint}</p>}
      </div>
    </section>
  );
}
