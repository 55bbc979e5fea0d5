import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../../shared/words/t';
import { StatusWord } from '../../ui/StatusWord';
import classes from './LiveTerminal.module.css';
import { TerminalView } from './TerminalView';
import type { ViewState } from './terminalSource';

/**
 * The terminal of a command of the agent's. It is looked at, until a person takes it over: then keys go to the command, which is said
 * as long as it holds, and the answer that the agent gets tells of it. It stays when its command ends, so that nothing jumps.
 */
export function LiveTerminal(props: {
  readonly thread: string;
  readonly terminal: string;
  readonly command: string;
  readonly running: boolean;
  readonly onState?: (state: ViewState) => void;
}) {
  const { thread, terminal, command, running } = props;
  const [wanted, want] = useState(false);
  const [title, setTitle] = useState('');
  const typing = wanted && running;
  return (
    <>
      {running && (
        <div className={classes.bar}>
          <Checkbox size="xs" label={t`Type into it`} checked={typing} onChange={(event) => want(event.currentTarget.checked)} />
          {typing ? (
            <span className={classes.warning} role="status">
              <StatusWord glyph="asks" word={t`Your keys go to the agent’s command`} />
              {t`, and the agent is told.`}
            </span>
          ) : (
            <span className={classes.words}>{t`The agent’s command. Keys do not reach it.`}</span>
          )}
          {title !== '' && title !== command && <span className={classes.title}>{title}</span>}
        </div>
      )}
      <div className={typing ? classes.taken : classes.view}>
        <TerminalView
          thread={thread}
          terminal={terminal}
          typing={typing}
          label={t`Terminal of ${command}`}
          onTitle={setTitle}
          {...(props.onState ? { onState: props.onState } : {})}
        />
      </div>
    </>
  );
}
