import type { WindowCommand } from '../../../shared/ipc/methods';
import { AnswerButton, AnswerRefusal, Buttons, Hint } from './AnswerParts';
import { useSend } from './useSend';

export interface Choice {
  readonly name: string;
  readonly order: WindowCommand;
}

/** A yes, and a no where there is one, each a single order. */
export function ChoiceAnswer(props: {
  readonly thread: string;
  readonly primary: boolean;
  readonly hint: string;
  readonly yes: Choice;
  readonly no?: Choice;
}) {
  const { busy, refusal, send } = useSend(props.thread);
  const { yes, no } = props;
  return (
    <>
      <Hint>{props.hint}</Hint>
      <Buttons>
        <AnswerButton keyName="y" name={yes.name} primary={props.primary} busy={busy} onClick={() => send(yes.order)} />
        {no && <AnswerButton keyName="n" name={no.name} busy={busy} onClick={() => send(no.order)} />}
      </Buttons>
      <AnswerRefusal message={refusal} />
    </>
  );
}
