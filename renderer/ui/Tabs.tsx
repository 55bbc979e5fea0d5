import type { KeyboardEvent, ReactNode } from 'react';
import classes from './Tabs.module.css';

export interface Tab<T extends string> {
  readonly id: T;
  readonly name: string;
  /** A figure, or a few words with one. */
  readonly count?: number | string;
}

/** A row of places, 36 high (32 where `small`): the tabs left, facts right. Arrow keys move between them. */
export function Tabs<T extends string>(props: {
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly current: T;
  readonly onSelect: (id: T) => void;
  readonly end?: ReactNode;
  readonly small?: boolean;
}) {
  return (
    <div className={props.small ? classes.small : classes.row}>
      <div role="tablist" aria-label={props.label} className={classes.list} onKeyDown={(event) => moveByKey(event)}>
        {props.tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            className={classes.tab}
            aria-selected={tab.id === props.current}
            tabIndex={tab.id === props.current ? 0 : -1}
            onClick={() => props.onSelect(tab.id)}
          >
            {tab.name} {tab.count !== undefined && <span className={classes.count}>{tab.count}</span>}
          </button>
        ))}
      </div>
      {props.end !== undefined && <div className={classes.end}>{props.end}</div>}
    </div>
  );
}

/** Selection follows focus, as in every tab list whose places are at hand at once. With a modifier the arrows are the window's: back, forward. */
function moveByKey(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('[role=tab]')];
  const from = tabs.findIndex((tab) => tab.contains(document.activeElement));
  const next = tabs.at((from + step) % tabs.length);
  next?.focus();
  next?.click();
  event.preventDefault();
}
