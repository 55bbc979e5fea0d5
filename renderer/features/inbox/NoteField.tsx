import { Button, Textarea } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { t } from '../../../shared/words/t';
import { Keys } from '../../ui/Keys';
import { Buttons } from './AnswerParts';
import { useAnswer } from './asked';

/** A note to the agent, written in the row: the command key with Enter sends it, Escape leaves it, and keeps what was written. */
export function NoteField(props: {
  readonly label: string;
  readonly note: string;
  /** It was opened just now, and not found half written. */
  readonly began: boolean;
  readonly action: string;
  readonly onChange: (note: string) => void;
  readonly onSend: () => void;
  readonly onLeave: () => void;
}) {
  const { primary } = useAnswer();
  const empty = props.note.trim() === '';
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') leave(event.currentTarget, empty ? props.onLeave : () => undefined);
    else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !empty) props.onSend();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <Textarea
        label={props.label}
        value={props.note}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        onKeyDown={onKey}
        autosize
        minRows={2}
        maxRows={8}
        autoFocus={props.began}
      />
      <Buttons>
        <Button size="sm" variant={primary ? 'filled' : 'default'} disabled={empty} onClick={props.onSend}>
          {props.action} <Keys of="mod ↵" />
        </Button>
        <Button size="sm" onClick={(event) => leave(event.currentTarget, props.onLeave)}>
          {t`Back`} <Keys of="esc" />
        </Button>
      </Buttons>
    </>
  );
}

/** Back on the row, so that its keys work again. */
function leave(from: Element, onLeave: () => void): void {
  from.closest<HTMLElement>('[data-row]')?.focus();
  onLeave();
}
