import type { WindowCommand } from '../../../shared/ipc/methods';
import { AnswerButton, AnswerRefusal, Buttons, Hint } from './AnswerParts';
import { useAnswer } from './asked';

export interface Choice {
  readonly name: string;
  readonly order: WindowCommand;
}

/** A yes, and a no where there is one, each a single order; `edit` leads to where more can be said. */
export function ChoiceAnswer(props: {
  readonly hint: string;
  readonly yes: Choice;
  readonly no?: Choice;
  readonly edit?: { readonly name: string; readonly open: () => void };
}) {
  const { refusal, primary, give } = useAnswer();
  const { yes, no, edit } = props;
  return (
    <>
      <Hint>{props.hint}</Hint>
      <Buttons>
        <AnswerButton keyName="y" name={yes.name} primary={primary} onClick={() => give(yes.name, [yes.order])} />
        {no && <AnswerButton keyName="n" name={no.name} onClick={() => give(no.name, [no.order])} />}
        {edit && <AnswerButton keyName="e" name={edit.name} onClick={edit.open} />}
      </Buttons>
      <AnswerRefusal message={refusal} />
    </>
  );
}
