import { Button, NumberInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type LimitName, reachedLimit } from '../../shared/budget/limits';
import type { Budget } from '../../shared/goal/contract';
import type { GoalState } from '../../shared/thread/goalState';
import { buysWords } from '../../shared/views/projection';
import { limitAmount } from '../../shared/views/spend';
import type { TurnSpend } from '../../shared/views/turnSpends';
import { t } from '../../shared/words/t';
import { command } from '../stores/thread';
import classes from './ExtendForm.module.css';
import { StatusWord } from './StatusWord';
import { TextAction } from './TextAction';

const FIELDS: readonly { readonly limit: LimitName; readonly label: string; readonly decimals: number }[] = [
  { limit: 'tokens', label: t`Tokens`, decimals: 0 },
  { limit: 'usd', label: t`Dollars`, decimals: 2 },
  { limit: 'minutes', label: t`Active minutes`, decimals: 1 },
  { limit: 'turns', label: t`Turns`, decimals: 0 },
];

/** What is added to each limit, and what that buys by the burn of the last turns. */
function bought(goal: GoalState, budget: Budget, spends: readonly TurnSpend[]): string {
  return FIELDS.flatMap(({ limit, label }) => {
    const [before, after] = [goal.contract.budget[limit], budget[limit]];
    if (before === undefined || after === undefined || after <= before) return [];
    const words = buysWords(limit, after - before, spends);
    return words === '' ? [] : [`${label} +${limitAmount(limit, after - before)}: ${words}.`];
  }).join(' ');
}

type Values = Readonly<Record<LimitName, number | string>>;

/** New limits for the goal; an empty one is none. A limited goal goes on with the same order. What more of each buys is read from the turns so far. */
export function ExtendForm({
  thread,
  goal,
  spends,
  onDone,
}: {
  readonly thread: string;
  readonly goal: GoalState;
  readonly spends: readonly TurnSpend[];
  readonly onDone: () => void;
}) {
  const [values, setValues] = useState<Values>(() => valuesOf(goal.contract.budget));
  const [refusal, setRefusal] = useState('');
  const resume = goal.status === 'budget_limited';
  const budget = budgetOf(values);
  const reached = reachedLimit(budget, goal.usage);
  const buys = bought(goal, budget, spends);
  // The keyboard goes on where there is something to write, also after the palette has opened this below what is seen.
  const [first] = useState(reached?.limit ?? 'tokens');

  const send = async () => {
    const answer = await command(thread, { type: 'budget.change', budget, resume });
    if (answer.ok) onDone();
    else setRefusal(answer.message);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };

  return (
    <form className={classes.form} onSubmit={submit}>
      <div className={classes.fields}>
        {FIELDS.map(({ limit, label, decimals }) => (
          <NumberInput
            key={limit}
            label={label}
            placeholder={t`no limit`}
            value={values[limit]}
            onChange={(value) => setValues((known) => ({ ...known, [limit]: value }))}
            autoFocus={limit === first}
            min={0}
            decimalScale={decimals}
            thousandSeparator=","
            hideControls
          />
        ))}
      </div>
      <p className={classes.hint} role="status">
        {refusal !== '' && <StatusWord glyph="failed" word={refusal} />}
        {refusal === '' &&
          reached &&
          t`${labelOf(reached.limit)}: ${limitAmount(reached.limit, reached.used)} used already. Set more, or none.`}
        {refusal === '' && !reached && buys}
      </p>
      <div className={classes.actions}>
        <Button type="submit" disabled={resume && reached !== undefined}>
          {resume ? t`Extend and resume` : t`Change budget`}
        </Button>
        <TextAction onClick={onDone}>{t`Keep budget`}</TextAction>
      </div>
    </form>
  );
}

function labelOf(limit: LimitName): string {
  return FIELDS.find((field) => field.limit === limit)?.label ?? '';
}

function valuesOf(budget: Budget): Values {
  return { tokens: budget.tokens ?? '', usd: budget.usd ?? '', minutes: budget.minutes ?? '', turns: budget.turns ?? '' };
}

function budgetOf(values: Values): Budget {
  const set = FIELDS.flatMap(({ limit }): [LimitName, number][] => {
    const value = Number(values[limit]);
    return values[limit] === '' || !(value > 0) ? [] : [[limit, value]];
  });
  return Object.fromEntries(set);
}
