import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Confirm } from '../../ui/Confirm';
import { Keys } from '../../ui/Keys';
import { MendAction } from '../../ui/MendAction';
import { TextAction } from '../../ui/TextAction';
import { TypedConfirm } from '../../ui/TypedConfirm';
import classes from './Rail.module.css';

/** What can be done with the form now: at most one primary action, and words beside it. */
export interface FootAction {
  readonly label: string;
  /** Why it cannot be done now; undefined where it can. */
  readonly not?: string | undefined;
  readonly act: () => void;
  /** One line that goes with it, for who wants to say something. */
  readonly says?: { readonly label: string; readonly text: string; readonly onChange: (text: string) => void };
  /** Asked before it is done. */
  readonly asks?: Asked;
  /** Asked for in words that have to be typed; `act` is not called then. */
  readonly typed?: Asked & { readonly phrase: string; readonly act: (words: string) => void };
}

interface Asked {
  readonly title: string;
  readonly action: string;
  readonly keep: string;
  readonly words: string;
}

/** A line; what is longer is no reason but a text. The door takes no more either. */
const MOST_SAID = 500;

/** The rail's foot: the primary action, others as words, and what it costs. */
export function Foot(props: {
  readonly primary?: FootAction | undefined;
  readonly others: readonly FootAction[];
  readonly note: ReactNode;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  /** The refusal's code, where settings may mend it. */
  readonly mend?: string | undefined;
}) {
  const { primary } = props;
  return (
    <div className={classes.foot}>
      {props.refusal !== undefined && (
        <p className={classes.refusal} role="alert">
          {props.refusal} {props.mend !== undefined && <MendAction reason={props.mend} />}
        </p>
      )}
      {primary?.says && (
        <TextInput
          size="xs"
          label={primary.says.label}
          maxLength={MOST_SAID}
          value={primary.says.text}
          onChange={(event) => primary.says?.onChange(event.currentTarget.value)}
        />
      )}
      {primary && (
        <Button
          size="md"
          variant="filled"
          fullWidth
          disabled={primary.not !== undefined || props.busy}
          onClick={primary.act}
          rightSection={<Keys of="mod ↵" />}
        >
          {primary.label}
        </Button>
      )}
      <div className={classes.actions}>
        {props.others.map((other) => (
          <Other key={other.label} action={other} busy={props.busy} />
        ))}
      </div>
      <p className={classes.note}>{primary?.not ?? props.note}</p>
    </div>
  );
}

function Other({ action, busy }: { readonly action: FootAction; readonly busy: boolean }) {
  const [asked, ask] = useState(false);
  const { asks, typed } = action;
  return (
    <>
      <TextAction onClick={asks || typed ? () => ask(true) : action.act} disabled={action.not !== undefined || busy}>
        {action.label}
      </TextAction>
      {asks && (
        <Confirm
          opened={asked}
          title={asks.title}
          action={asks.action}
          keep={asks.keep}
          onConfirm={action.act}
          onClose={() => ask(false)}
        >
          {asks.words}
        </Confirm>
      )}
      {typed && (
        <TypedConfirm {...typed} opened={asked} onConfirm={typed.act} onClose={() => ask(false)}>
          {typed.words}
        </TypedConfirm>
      )}
    </>
  );
}
