import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './TextAction.module.css';

/** An action inside a section that asks which: words in the accent that open a menu. */
export function TextMenu(props: {
  readonly label: string;
  readonly children: ReactNode;
  readonly disabled?: boolean;
  readonly onOpen?: () => void;
}) {
  return (
    <Menu width={300} {...(props.onOpen ? { onOpen: props.onOpen } : {})} disabled={props.disabled ?? false}>
      <Menu.Target>
        <button type="button" className={classes.action} disabled={props.disabled}>
          {props.label}
        </button>
      </Menu.Target>
      <Menu.Dropdown>{props.children}</Menu.Dropdown>
    </Menu>
  );
}
