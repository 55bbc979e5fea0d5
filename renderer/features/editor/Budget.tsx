import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Estimate } from '../../../shared/budget/estimate';
import { budgetFrom, estimateAside, likelyBasis, likelySpan, likelyWords } from '../../../shared/views/estimateWords';
import type { GoalForm, LimitField } from '../../../shared/views/goalForm';
import { t } from '../../../shared/words/t';
import { SectionHead } from '../../ui/SectionHead';
import { TextAction } from '../../ui/TextAction';
import { Amount } from './Amount';
import { Findings, PartVerdict, takeFirst } from './Findings';
import { useFormAccess } from './formContext';
import { useFormPlace } from './formPlace';
import classes from './Lower.module.css';
import { useAdvice } from './lintContext';
import { ProposedMark } from './ProposedMark';
import { useEstimate } from './useEstimate';

/** What the goal may spend, when it stops by itself, and who accepts it. */
export function Budget() {
  const { form, change } = useFormAccess();
  const advice = useAdvice('budget');
  const { estimate, problem } = useEstimate(useFormPlace());
  const use = (budget: GoalForm['budget']) => change({ ...form, budget });
  return (
    <section aria-label={t`Budget`} data-part="budget blocked accept resume" onKeyDown={(event) => takeFirst(event, advice)}>
      <SectionHead
        title={t`Budget`}
        aside={estimate === undefined ? '' : estimateAside(estimate)}
        action={
          <span className={classes.marks}>
            {estimate && (
              <TextAction onClick={() => use(budgetFrom(form.budget, estimate))} label={t`Use estimate as limits`}>
                {t`Use estimate`}
              </TextAction>
            )}
            <ProposedMark path="budget" name="budget" />
            <span>
              <PartVerdict part="budget" />
            </span>
          </span>
        }
      />
      {LIMITS.map(({ field, term, unit }) => (
        <Limit
          key={field}
          path={`budget.${field}`}
          term={term}
          unit={unit}
          value={form.budget[field]}
          onChange={(value) => use({ ...form.budget, [field]: value })}
          likely={estimate?.[field] && <LikelyFigure field={field} estimate={estimate} limit={form.budget[field]} />}
        />
      ))}
      <Limit
        path="blocked.sameFailure"
        term={t`Same failure`}
        unit={t`on one tree, then blocked`}
        value={form.blocked.sameFailure}
        onChange={(sameFailure) => change({ ...form, blocked: { ...form.blocked, sameFailure } })}
      />
      <Choice
        name="accept"
        term={t`Accept`}
        value={form.accept}
        choices={ACCEPTS}
        onChange={(accept) => change({ ...form, accept })}
      />
      <Choice
        name="resume"
        term={t`Quota`}
        value={form.resume}
        choices={RESUMES}
        onChange={(resume) => change({ ...form, resume })}
      />
      <div className={classes.advice} aria-live="polite">
        <Findings advice={advice} />
        {problem !== undefined && <p>{t`No estimate: the finished goals could not be read. ${problem}`}</p>}
        <p>{t`At a limit: one wrap-up, then it waits for you.`}</p>
      </div>
    </section>
  );
}

const LIMITS: readonly { readonly field: LimitField; readonly term: string; readonly unit: string }[] = [
  { field: 'tokens', term: t`Tokens`, unit: t`less cached input` },
  { field: 'usd', term: t`Money`, unit: t`US dollars` },
  { field: 'minutes', term: t`Active time`, unit: t`minutes` },
  { field: 'turns', term: t`Turns`, unit: t`goal turns` },
];

/** By itself, or by the user; each with what it comes to. */
interface Choices {
  readonly auto: { readonly label: string; readonly note: string };
  readonly user: { readonly label: string; readonly note: string };
}

const ACCEPTS: Choices = {
  auto: { label: t`by the gate`, note: t`complete when the gate opens` },
  user: { label: t`by you`, note: t`asks you when the gate opens` },
};

const RESUMES: Choices = {
  auto: { label: t`by itself`, note: t`goes on when the provider renews it` },
  user: { label: t`by you`, note: t`waits for you after the provider’s limit` },
};

function Choice(props: {
  readonly name: string;
  readonly term: string;
  readonly value: keyof Choices;
  readonly choices: Choices;
  readonly onChange: (value: keyof Choices) => void;
}) {
  const { auto, user } = props.choices;
  return (
    <div className={classes.limit}>
      <span id={props.name}>{props.term}</span>
      <NativeSelect
        aria-labelledby={props.name}
        value={props.value}
        data={[
          { value: 'auto', label: auto.label },
          { value: 'user', label: user.label },
        ]}
        onChange={(event) => props.onChange(event.currentTarget.value === 'user' ? 'user' : 'auto')}
      />
      <span className={classes.note}>
        {props.choices[props.value].note} <ProposedMark path={props.name} name={props.term.toLowerCase()} />
      </span>
    </div>
  );
}

function Limit(props: {
  readonly path: string;
  readonly term: string;
  readonly unit: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** In place of the unit: what is likely, which has it too. */
  readonly likely?: ReactNode;
}) {
  const { term, unit, likely, ...rest } = props;
  return (
    <div className={classes.limit}>
      <span>{term}</span>
      <Amount {...rest} label={`${term}, ${unit}`} unit={likely ?? unit} placeholder={t`no limit`} />
    </div>
  );
}

/** The likely range: where it lies in the limit, in figures, and a limit with room for it. */
function LikelyFigure(props: { readonly field: LimitField; readonly estimate: Estimate; readonly limit: string }) {
  const { field, estimate } = props;
  const likely = estimate[field];
  if (!likely) return null;
  const span = likelySpan(likely, props.limit);
  return (
    <span className={classes.likely}>
      <span className={classes.span} aria-hidden="true">
        {span && <span style={{ left: `${span.from * 100}%`, right: `${(1 - span.to) * 100}%` }} />}
      </span>
      <span>
        {t`likely ${likelyWords(field, likely)}`}
        <span className={classes.basis}>{likelyBasis(field, likely)}</span>
      </span>
    </span>
  );
}
