import type { Ref } from 'react';
import { Icon, type IconName } from './Icon';
import classes from './IconButton.module.css';

/** A quiet 24 px button whose meaning is known by its place; `label` is what a screen reader and the tooltip say. A menu that it opens adds attributes of its own. */
export function IconButton(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick?: () => void;
  readonly pressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}) {
  const { icon, label, pressed, ...button } = props;
  return (
    <button type="button" {...button} className={classes.button} aria-label={label} title={label} aria-pressed={pressed}>
      <Icon name={icon} />
    </button>
  );
}
