import { Radio } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';

const UNSEEN: CSSProperties = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' };

/** Radio buttons whose name stands elsewhere on the page: the group itself has it too, for who listens. */
export function NamedRadios(props: {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}) {
  return (
    <Radio.Group label={props.name} labelProps={{ style: UNSEEN }} value={props.value} onChange={props.onChange}>
      {props.children}
    </Radio.Group>
  );
}
