import { memo } from 'react';
import type { ConversationRow } from '../../../shared/views/conversation/row';
import { NoteLine } from './NoteLine';
import { ReasoningLine, SayLine } from './SayLine';
import { ToolLine } from './ToolLine';
import { TurnLine } from './TurnLine';

/** One row of the conversation. `open` is the turn's fold for its head, and the details for every other row. */
export const Row = memo(function Row(props: {
  readonly row: ConversationRow;
  readonly open: boolean;
  readonly onToggle: (row: ConversationRow) => void;
}) {
  const { row, open } = props;
  const toggle = () => props.onToggle(row);
  switch (row.kind) {
    case 'turn':
      return <TurnLine row={row} open={open} onToggle={toggle} />;
    case 'say':
      return <SayLine at={row.at} from={row.from} text={row.text} />;
    case 'reasoning':
      return <ReasoningLine at={row.at} text={row.text} open={open} onToggle={toggle} />;
    case 'tool':
      return <ToolLine row={row} open={open} onToggle={toggle} />;
    case 'note':
      return <NoteLine row={row} open={open} onToggle={toggle} />;
  }
});
