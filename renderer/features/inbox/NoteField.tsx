import { Button, Textarea } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { Keys } from '../../ui/Keys';
import { Buttons } from './AnswerParts';

/** A note to the agent, written in the row: the command key with Enter sends it, Escape leaves it. */
export function NoteField(props: {
  readonly label: string;
  readonly note: string;
  readonly action: string;
  readonly busy: boolean;
  readonly primary: boolean;
  readonly onChange: (note: string) => void;
  readonly onSend: () => void;
  readonly onLeave: () => void;
}) {
  const empty = props.note.trim() === '';
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') leave(event, props.onLeave);
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
        autoFocus
      />
      <Buttons>
        <Button
          size="sm"
          variant={props.primary ? 'filled' : 'default'}
          disabled={empty}
          aria-busy={props.busy}
          onClick={props.onSend}
        >
          {props.action} <Keys of="mod ↵" />
        </Button>
        <Button size="sm" onClick={props.onLeave}>
          Back
        </Button>
      </Buttons>
    </>
  );
}

/** Back on the row, so that its keys work again. */
function leave(event: KeyboardEvent, onLeave: () => void): void {
  event.currentTarget.closest<HTMLElement>('[data-row]')?.focus();
  onLeave();
}
