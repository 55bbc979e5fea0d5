import { closingWords, tabName } from '../../../shared/views/terminalTabs';
import { t } from '../../../shared/words/t';
import { Confirm } from '../../ui/Confirm';
import type { AskedClose } from './useTerminalOrders';

/** Asks before a terminal is closed in which something runs. */
export function CloseTerminal(props: {
  readonly asked: AskedClose | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const { asked } = props;
  if (!asked) return null;
  const name = tabName(asked.row);
  const shell = asked.row.kind === 'shell';
  return (
    <Confirm
      opened
      title={shell ? t`Close ${name}?` : t`End ${name}?`}
      action={shell ? t`End and close` : t`End ${name}`}
      keep={shell ? t`Keep open` : t`Keep running`}
      onConfirm={props.onConfirm}
      onClose={props.onClose}
    >
      {closingWords(asked.row, asked.running)}
    </Confirm>
  );
}
