import { actionRow, keysOf } from '../../../shared/views/actions/table';
import { t } from '../../../shared/words/t';
import { IconButton } from '../../ui/IconButton';
import { keysText, MAC } from '../../ui/Keys';
import classes from './PaneToggles.module.css';
import { PANE_ACTIONS, type PaneName, type Panes } from './usePanes';

const TOGGLES: readonly { readonly pane: PaneName; readonly icon: 'command' | 'check' | 'file'; readonly name: string }[] = [
  { pane: 'terminal', icon: 'command', name: t`Terminal` },
  { pane: 'contract', icon: 'check', name: t`Contract` },
  { pane: 'files', icon: 'file', name: t`Changed files` },
];

/** Shows and puts away the panes beside the conversation. */
export function PaneToggles({ panes, names }: { readonly panes: Panes; readonly names: readonly PaneName[] }) {
  return (
    <span className={classes.toggles} role="toolbar" aria-label={t`Panes`}>
      {TOGGLES.filter(({ pane }) => names.includes(pane)).map(({ pane, icon, name }) => (
        <IconButton
          key={pane}
          icon={icon}
          label={t`${name} pane, ${keysText(keysOf(actionRow(PANE_ACTIONS[pane]), MAC) ?? '')}`}
          pressed={panes.isShown(pane)}
          onClick={() => panes.toggle(pane)}
        />
      ))}
    </span>
  );
}
