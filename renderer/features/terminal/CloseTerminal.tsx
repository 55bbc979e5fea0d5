import { closingWords, tabName } from '../../../shared/views/terminalTabs';
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
      title={shell ? `Close ${name}?` : `End ${name}?`}
      action={shell ? 'End and close' : `End ${name}`}
      keep={shell ? 'Keep open' : 'Keep running'}
      onConfirm={props.onConfirm}
      onClose={props.onClose}
    >
      {closingWords(asked.row, asked.running)}
    </Confirm>
  );
}
