import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Panel, Separator } from 'react-resizable-panels';
import classes from './LivePlace.module.css';
import { useRememberedSize } from './useRememberedSize';

/** Of one pane, in pixels: as the look has it in a wide window and under 1240, and what it can be drawn to. */
export interface PaneSizes {
  readonly wide: number;
  readonly narrow: number;
  readonly least: number;
  readonly most: number;
}

/** A pane behind its edge, in the size in which it was left on this thread, also after it was put away and shown again. */
export function RememberedPanel(props: {
  readonly id: string;
  readonly name: string;
  readonly sizes: PaneSizes;
  /** What the edge says it draws, and which way it stands. */
  readonly edge: string;
  readonly upright?: boolean;
  readonly children: ReactNode;
}) {
  const { wide, narrow, least, most } = props.sizes;
  const small = useMediaQuery('(max-width: 1240px)', false, { getInitialValueInEffect: false });
  const { size, restore } = useRememberedSize(props.name, small ? narrow : wide, least, most);
  return (
    <>
      <Separator
        className={props.upright ? classes.upright : classes.level}
        aria-label={props.edge}
        disableDoubleClick
        onDoubleClick={restore}
      />
      <Panel id={props.id} className={classes.cell} groupResizeBehavior="preserve-pixel-size" {...size}>
        {props.children}
      </Panel>
    </>
  );
}
