import { NumberInput } from '@mantine/core';
import type { LimitName } from '../../../shared/budget/limits';
import type { Extension } from '../../../shared/views/inboxAsk';
import { limitText } from '../../../shared/views/limitText';
import { counted, t } from '../../../shared/words/t';
import { AnswerButton, AnswerRefusal, Buttons, Hint } from './AnswerParts';
import { useAnswer } from './asked';

const UNITS: Readonly<Record<LimitName, string>> = { tokens: 'tokens', usd: 'dollars', minutes: 'minutes', turns: 'turns' };

/** Raises the limit that ran out and resumes, in one action. */
export function BudgetAnswer({ extension }: { readonly extension: Extension }) {
  const { unsent, refusal, primary, give } = useAnswer();
  const more = unsent.texts.more ?? `${extension.suggested}`;
  const added = more === '' ? Number.NaN : Number(more);
  const limit = extension.max + added;
  const extend = () =>
    give(t`Extend and resume`, [
      { type: 'budget.change', budget: { ...extension.budget, [extension.limit]: limit }, resume: true },
    ]);
  if (extension.suggested === 0) {
    return (
      <>
        <Buttons>
          <AnswerButton
            keyName="y"
            name={t`Resume goal`}
            primary={primary}
            onClick={() => give(t`Resume goal`, [{ type: 'goal.resume' }])}
          />
        </Buttons>
        <AnswerRefusal message={refusal} />
      </>
    );
  }
  return (
    <>
      <NumberInput
        label={t`Add ${UNITS[extension.limit]}`}
        value={more}
        onChange={(value) => unsent.set('more', `${value}`)}
        min={0}
        decimalScale={extension.limit === 'usd' ? 2 : 0}
        thousandSeparator=","
        hideControls
      />
      <Buttons>
        <AnswerButton
          keyName="y"
          name={t`Extend and resume`}
          primary={primary}
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
    return t`The new limit must be above ${limitText(extension.limit, extension.used)}, which are used.`;
  const turns = extension.perTurn === null ? undefined : Math.floor((limit - extension.used) / extension.perTurn);
  const pace = turns === undefined || extension.limit === 'turns' ? '' : t`, about ${counted(turns, 'turn', 'turns')}`;
  return t`New limit ${limitText(extension.limit, limit)}${pace}.`;
}
