import type { Ref } from 'react';
import { Icon, type IconName } from './Icon';
import classes from './IconButton.module.css';
import { keysText } from './Keys';

/** A quiet 24 px button whose meaning is known by its place; `label` is what a screen reader and the tooltip say. A menu that it opens adds attributes of its own. */
export function IconButton(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick?: () => void;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** Keys that do the same, as `Keys` writes them: told by the tooltip and to a screen reader. */
  readonly keys?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}) {
  const { icon, label, pressed, keys, ...button } = props;
  const title = keys === undefined ? label : `${label}  ${keysText(keys)}`;
  return (
    <button type="button" {...button} className={classes.button} aria-label={label} title={title} aria-pressed={pressed}>
      <Icon name={icon} />
    </button>
  );
}
