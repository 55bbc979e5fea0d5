import { useEffect, useId, useRef } from 'react';
import classes from './Segments.module.css';

export interface Segment<T extends string> {
  readonly value: T;
  readonly label: string;
  /** What a screen reader says instead of the label. */
  readonly words?: string;
}

/** One control of several parts, of which one is chosen (LOOK draws it): radio buttons, so that arrow keys move the choice. More than fit are scrolled. */
export function Segments<T extends string>(props: {
  readonly label: string;
  readonly segments: readonly Segment<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const name = useId();
  const { value } = props;
  useEffect(() => {
    const chosen = list.current?.querySelector(`[data-value="${CSS.escape(value)}"]`);
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [value]);
  return (
    <div ref={list} className={classes.list} role="radiogroup" aria-label={props.label}>
      {props.segments.map((segment) => (
        <label key={segment.value} className={classes.segment} data-value={segment.value} title={segment.words}>
          <input
            type="radio"
            name={name}
            className={classes.radio}
            aria-label={segment.words ?? segment.label}
            checked={segment.value === value}
            onChange={() => props.onChange(segment.value)}
          />
          {segment.label}
        </label>
      ))}
    </div>
  );
}
