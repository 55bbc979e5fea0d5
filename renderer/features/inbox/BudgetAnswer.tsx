import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { LimitName } from '../../../shared/budget/limits';
import type { Extension } from '../../../shared/views/inboxAsk';
import { count, limitText } from '../../../shared/views/limitText';
import { AnswerButton, AnswerRefusal, Buttons, Hint } from './AnswerParts';
import { useSend } from './useSend';

const UNITS: Readonly<Record<LimitName, string>> = { tokens: 'tokens', usd: 'dollars', minutes: 'minutes', turns: 'turns' };

/** Raises the limit that ran out and resumes, in one action. */
export function BudgetAnswer(props: { readonly thread: string; readonly extension: Extension; readonly primary: boolean }) {
  const { extension } = props;
  const { busy, refusal, send } = useSend(props.thread);
  const [more, setMore] = useState<number | string>(extension.suggested);
  const added = typeof more === 'number' ? more : Number.NaN;
  const limit = extension.max + added;
  const extend = () => send({ type: 'budget.change', budget: { ...extension.budget, [extension.limit]: limit }, resume: true });
  if (extension.suggested === 0) {
    return (
      <>
        <Buttons>
          <AnswerButton
            keyName="y"
            name="Resume goal"
            primary={props.primary}
            busy={busy}
            onClick={() => send({ type: 'goal.resume' })}
          />
        </Buttons>
        <AnswerRefusal message={refusal} />
      </>
    );
  }
  return (
    <>
      <NumberInput
        label={`Add ${UNITS[extension.limit]}`}
        value={more}
        onChange={setMore}
        min={0}
        decimalScale={extension.limit === 'usd' ? 2 : 0}
        thousandSeparator=","
        hideControls
      />
      <Buttons>
        <AnswerButton
          keyName="y"
          name="Extend and resume"
          primary={props.primary}
          busy={busy}
          disabled={!(limit > extension.used)}
          onClick={extend}
        />
      </Buttons>
      <Hint>{newLimit(extension, added)}</Hint>
      <AnswerRefusal message={refusal} />
    </>
  );
}

function newLimit(extension: Extension, added: number): string {
  const limit = extension.max + added;
  if (!(limit > extension.used))
    return `The new limit must be above ${limitText(extension.limit, extension.used)}, which are used.`;
  const turns = extension.perTurn === null ? undefined : Math.floor((limit - extension.used) / extension.perTurn);
  const pace = turns === undefined || extension.limit === 'turns' ? '' : `, about ${count(turns, 'turn')}`;
  return `New limit ${limitText(extension.limit, limit)}${pace}.`;
}
