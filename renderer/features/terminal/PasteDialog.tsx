import { t } from '../../../shared/words/t';
import { Confirm } from '../../ui/Confirm';
import { Mono } from '../../ui/Mono';
import { cleanPaste, type PasteWarning, warningWords } from './pasteWarning';
import classes from './TerminalView.module.css';

export interface AskedPaste {
  readonly text: string;
  readonly warning: PasteWarning;
}

/** As much of a paste as tells what it is. */
const SHOWN_LINES = 6;
const SHOWN_CHARACTERS = 400;

/** Asks before a paste that does more than it seems to. */
export function PasteDialog(props: {
  readonly asked: AskedPaste | undefined;
  readonly onPaste: (text: string) => void;
  readonly onClose: () => void;
}) {
  const { asked } = props;
  return (
    <Confirm
      opened={asked !== undefined}
      title={t`Paste into the terminal?`}
      action={t`Paste the text`}
      keep={t`Keep it out`}
      onConfirm={() => asked && props.onPaste(asked.text)}
      onClose={props.onClose}
    >
      {asked && (
        <>
          {warningWords(asked.warning)}
          <span className={classes.pasted}>
            <Mono>{shown(cleanPaste(asked.text))}</Mono>
          </span>
        </>
      )}
    </Confirm>
  );
}

function shown(text: string): string {
  const lines = text.split(/\r\n?|\n/);
  const first = lines.slice(0, SHOWN_LINES).join('\n').slice(0, SHOWN_CHARACTERS);
  return first.length < text.trimEnd().length ? `${first}\n…` : first;
}
