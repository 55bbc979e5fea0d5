import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { thousands } from '../../../shared/views/format';
import { t } from '../../../shared/words/t';
import { IconButton } from '../../ui/IconButton';
import classes from './SearchBar.module.css';
import { SearchToggle } from './SearchToggle';
import { type SearchTerm, searchWords } from './searchWords';

export type FindStep = 'type' | 'next' | 'previous';

/** Looks for text in a terminal: `↵` the next place, `⇧↵` the one before, `esc` ends it. */
export function SearchBar(props: {
  readonly found: { readonly index: number; readonly count: number } | undefined;
  /** Counts the wishes to search: each brings the focus back to the field. */
  readonly wish: number;
  readonly onFind: (term: SearchTerm, step: FindStep) => void;
  readonly onClose: () => void;
}) {
  const [term, setTerm] = useState<SearchTerm>({ text: '', regex: false, caseSensitive: false });
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.wish > 0) field.current?.select();
  }, [props.wish]);

  const change = (part: Partial<SearchTerm>) => {
    const next = { ...term, ...part };
    setTerm(next);
    props.onFind(next, 'type');
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onClose();
    else if (event.key === 'Enter') props.onFind(term, event.shiftKey ? 'previous' : 'next');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className={classes.bar} onKeyDown={onKey}>
      <input
        ref={field}
        className={classes.field}
        aria-label={t`Find in the terminal`}
        value={term.text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <SearchToggle
        label={t`Match case`}
        words={t`Aa`}
        on={term.caseSensitive}
        onToggle={(on) => change({ caseSensitive: on })}
      />
      <SearchToggle label={t`Regular expression`} words=".*" on={term.regex} onToggle={(on) => change({ regex: on })} />
      <output className={classes.count}>{searchWords(term, props.found, (n) => thousands(n, 0))}</output>
      <IconButton icon="up" label={t`Previous place`} onClick={() => props.onFind(term, 'previous')} />
      <IconButton icon="down" label={t`Next place`} onClick={() => props.onFind(term, 'next')} />
      <IconButton icon="close" label={t`Close the search`} onClick={props.onClose} />
    </search>
  );
}
