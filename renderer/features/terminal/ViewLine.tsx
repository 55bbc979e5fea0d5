import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './TerminalView.module.css';
import type { ViewState } from './terminalSource';

/** Below a terminal: why what stands there is not alive, and what was said last. */
export function ViewLine(props: { readonly state: ViewState; readonly said: string | undefined; readonly onAgain: () => void }) {
  const words = <StateWords state={props.state} onAgain={props.onAgain} />;
  return (
    <div className={classes.line} role="status">
      {words}
      {props.said !== undefined && <span>{props.said}</span>}
    </div>
  );
}

function StateWords({ state, onAgain }: { readonly state: ViewState; readonly onAgain: () => void }) {
  switch (state.status) {
    case 'opening':
      return <span className={classes.late}>Opening the terminal.</span>;
    case 'live':
      return null;
    case 'ended':
      return state.words === '' ? null : <span>{state.words}</span>;
    case 'lost':
      return (
        <>
          <StatusWord glyph="failed" word="Lost" />
          <span>The process that held this terminal has ended. What stands above is the last that came from it.</span>
          <TextAction onClick={onAgain}>Ask again</TextAction>
        </>
      );
    case 'refused':
      return (
        <>
          <StatusWord glyph="failed" word="Not open" />
          <span>{state.message}</span>
          <TextAction onClick={onAgain}>Ask again</TextAction>
        </>
      );
  }
}
