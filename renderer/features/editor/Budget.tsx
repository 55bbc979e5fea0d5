import { NativeSelect, TextInput } from '@mantine/core';
import type { LimitField } from '../../../shared/views/goalForm';
import { SectionHead } from '../../ui/SectionHead';
import { useFormAccess, useProblem } from './formContext';
import classes from './Lower.module.css';

/** What the goal may spend, when it stops by itself, and who accepts it. */
export function Budget() {
  const { form, change } = useFormAccess();
  return (
    <section aria-label="Budget">
      <SectionHead title="Budget" aside="at a limit: one wrap-up, then it waits for you" />
      {LIMITS.map(({ field, term, unit }) => (
        <Limit
          key={field}
          path={`budget.${field}`}
          term={term}
          unit={unit}
          value={form.budget[field]}
          onChange={(value) => change({ ...form, budget: { ...form.budget, [field]: value } })}
        />
      ))}
      <Limit
        path="blocked.sameFailure"
        term="Same failure"
        unit="on one tree, then blocked"
        value={form.blocked.sameFailure}
        onChange={(sameFailure) => change({ ...form, blocked: { ...form.blocked, sameFailure } })}
      />
      <div className={classes.limit}>
        <span id="accept">Accept</span>
        <NativeSelect
          aria-labelledby="accept"
          value={form.accept}
          data={ACCEPTS}
          onChange={(event) => change({ ...form, accept: event.currentTarget.value === 'user' ? 'user' : 'auto' })}
        />
        <span className={classes.note}>
          {form.accept === 'auto' ? 'complete when the gate opens' : 'asks you when the gate opens'}
        </span>
      </div>
      <div className={classes.limit}>
        <span id="resume">Quota</span>
        <NativeSelect
          aria-labelledby="resume"
          value={form.resume}
          data={RESUMES}
          onChange={(event) => change({ ...form, resume: event.currentTarget.value === 'user' ? 'user' : 'auto' })}
        />
        <span className={classes.note}>
          {form.resume === 'auto' ? 'goes on when the provider renews it' : 'waits for you after the provider’s limit'}
        </span>
      </div>
    </section>
  );
}

const LIMITS: readonly { readonly field: LimitField; readonly term: string; readonly unit: string }[] = [
  { field: 'tokens', term: 'Tokens', unit: 'input less cached, plus output' },
  { field: 'usd', term: 'Money', unit: 'US dollars, by your price table' },
  { field: 'minutes', term: 'Active time', unit: 'minutes' },
  { field: 'turns', term: 'Turns', unit: 'goal turns' },
];

const RESUMES = [
  { value: 'auto', label: 'by itself' },
  { value: 'user', label: 'by you' },
];

const ACCEPTS = [
  { value: 'auto', label: 'by the gate' },
  { value: 'user', label: 'by you' },
];

function Limit(props: {
  readonly path: string;
  readonly term: string;
  readonly unit: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const problem = useProblem(props.path);
  return (
    <div className={classes.limit}>
      <span>{props.term}</span>
      <TextInput
        size="xs"
        aria-label={`${props.term}, ${props.unit}`}
        value={props.value}
        placeholder="no limit"
        error={problem !== undefined}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        autoComplete="off"
      />
      <span className={problem === undefined ? classes.note : classes.problem} role={problem === undefined ? undefined : 'alert'}>
        {problem ?? props.unit}
      </span>
    </div>
  );
}
