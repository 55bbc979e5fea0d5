import { IconButton } from '../../ui/IconButton';
import { keycaps } from '../../ui/Keys';
import classes from './PaneToggles.module.css';
import { PANE_KEYS, type PaneName, type Panes } from './usePanes';

const TOGGLES: readonly { readonly pane: PaneName; readonly icon: 'command' | 'check' | 'file'; readonly name: string }[] = [
  { pane: 'terminal', icon: 'command', name: 'Terminal' },
  { pane: 'contract', icon: 'check', name: 'Contract' },
  { pane: 'files', icon: 'file', name: 'Changed files' },
];

/** Shows and puts away the panes beside the conversation. */
export function PaneToggles({ panes, names }: { readonly panes: Panes; readonly names: readonly PaneName[] }) {
  const mac = /mac/i.test(navigator.userAgent);
  return (
    <span className={classes.toggles} role="toolbar" aria-label="Panes">
      {TOGGLES.filter(({ pane }) => names.includes(pane)).map(({ pane, icon, name }) => (
        <IconButton
          key={pane}
          icon={icon}
          label={`${name} pane, ${keycaps(PANE_KEYS[pane], mac).join(' ')}`}
          pressed={panes.isShown(pane)}
          onClick={() => panes.toggle(pane)}
        />
      ))}
    </span>
  );
}
