import { Menu } from '@mantine/core';
import type { Results } from '../../../shared/ipc/methods';
import { thousands } from '../../../shared/views/format';
import { t } from '../../../shared/words/t';
import { TextAction } from '../../ui/TextAction';
import { TextMenu } from '../../ui/TextMenu';
import classes from './StoredOutput.module.css';
import type { useOutputActions } from './useOutputActions';

/** Under a stored output: how much it is, what was just done with it, and what can be. */
export function OutputBar(props: {
  readonly found: Results['output/open'];
  readonly bytes: number;
  readonly actions: ReturnType<typeof useOutputActions>;
  readonly selected: boolean;
  readonly onFind: () => void;
  readonly onCopy: () => void;
}) {
  const { found, actions } = props;
  const { said } = actions;
  return (
    <div className={classes.bar}>
      <span className={classes.size}>
        {found.whole
          ? t`${thousands(found.lines)} ${found.lines === 1 ? 'line' : 'lines'}, ${thousands(props.bytes)} bytes`
          : t`Reading, ${thousands(found.read)} of ${thousands(props.bytes)} bytes`}
      </span>
      <span role="status" className={said?.failed ? classes.failed : classes.said} title={said?.words}>
        {said?.words}
      </span>
      <TextAction onClick={props.onFind}>{t`Find`}</TextAction>
      <TextAction onClick={props.onCopy}>{props.selected ? t`Copy selection` : t`Copy all`}</TextAction>
      <TextMenu label={t`Save…`}>
        <Menu.Item onClick={() => void actions.save('plain')}>{t`Plain text…`}</Menu.Item>
        <Menu.Item onClick={() => void actions.save('raw')}>{t`As printed, with its escape sequences…`}</Menu.Item>
      </TextMenu>
    </div>
  );
}
