import { t } from '../../../shared/words/t';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './TerminalView.module.css';
import type { ViewState } from './terminalSource';

/** Below a terminal: why what stands there is not alive. */
export function ViewLine({ state, onAgain }: { readonly state: ViewState; readonly onAgain: () => void }) {
  return (
    <div className={classes.line} role="status">
      <StateWords state={state} onAgain={onAgain} />
    </div>
  );
}

/** Over a terminal's last row, where it moves nothing: where a link leads, what was done or refused. */
export function ViewBubble({ words }: { readonly words: string | undefined }) {
  return (
    <div className={classes.bubble} role="status">
      {words !== undefined && <span>{words}</span>}
    </div>
  );
}

function StateWords({ state, onAgain }: { readonly state: ViewState; readonly onAgain: () => void }) {
  switch (state.status) {
    case 'opening':
      return <span className={classes.late}>{t`Opening the terminal.`}</span>;
    case 'live':
      return null;
    case 'ended':
      return state.words === '' ? null : <span>{state.words}</span>;
    case 'lost':
      return (
        <>
          <StatusWord glyph="failed" word={t`Lost`} />
          <span>{t`The process that held this terminal has ended. What stands above is the last that came from it.`}</span>
          {state.gone === undefined ? <TextAction onClick={onAgain}>{t`Ask again`}</TextAction> : <span>{state.gone}</span>}
        </>
      );
    case 'refused':
      return (
        <>
          <StatusWord glyph="failed" word={t`Not open`} />
          <span>{state.message}</span>
          <TextAction onClick={onAgain}>{t`Ask again`}</TextAction>
        </>
      );
  }
}
