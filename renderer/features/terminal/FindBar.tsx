import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type Ref, useEffect, useRef, useState } from 'react';
import { thousands } from '../../../shared/views/format';
import { t } from '../../../shared/words/t';
import { IconButton } from '../../ui/IconButton';
import classes from './FindBar.module.css';
import { SearchToggle } from './SearchToggle';
import type { Found, Wanted } from './useFind';

/** Long enough that a word is typed and not looked for letter by letter. */
const PAUSE_MS = 150;

/** What is looked for in a stored output, how many there are, and the ways from one to the next. */
export function FindBar(props: {
  readonly field: Ref<HTMLInputElement>;
  readonly found: Found;
  /** Of the output. */
  readonly bytes: number;
  readonly onWant: (wanted: Wanted | undefined) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}) {
  const { found } = props;
  const [text, setText] = useState('');
  const [regex, setRegex] = useState(false);
  const [matchCase, setMatchCase] = useState(false);
  const want = useRef(props.onWant);
  want.current = props.onWant;
  useEffect(() => {
    const timer = setTimeout(() => want.current(text === '' ? undefined : { text, regex, matchCase }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, regex, matchCase]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') props.onStep(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') props.onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className={classes.bar} onKeyDown={onKeyDown}>
      <TextInput
        ref={props.field}
        size="xs"
        className={classes.field}
        aria-label={t`Find in the output`}
        placeholder={t`Find in the output`}
        value={text}
        maxLength={1_000}
        error={found.fault !== undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <SearchToggle words={t`Aa`} label={t`Match case`} on={matchCase} onToggle={setMatchCase} />
      <SearchToggle words=".*" label={t`Regular expression`} on={regex} onToggle={setRegex} />
      <span className={found.fault === undefined ? classes.words : classes.fault} role="status">
        {text !== '' && wordsOf(found, props.bytes)}
      </span>
      <IconButton icon="up" label={t`Previous place`} onClick={() => props.onStep(-1)} />
      <IconButton icon="down" label={t`Next place`} onClick={() => props.onStep(1)} />
      <IconButton icon="close" label={t`Close the search`} onClick={props.onClose} />
    </search>
  );
}

function wordsOf({ matches, at, busy, next, fault }: Found, bytes: number): string {
  if (fault !== undefined) return fault;
  const more = next === null ? '' : '+';
  const share = busy && next !== null ? t`, ${Math.floor((next.offset / Math.max(1, bytes)) * 100)} % read` : '';
  if (matches.length === 0) return busy ? `Looking${share}` : t`Not found`;
  const line = matches[at]?.line;
  const where =
    line === undefined
      ? t`${thousands(matches.length)}${more} found`
      : t`${thousands(at + 1)} of ${thousands(matches.length)}${more}`;
  return `${where}${line === undefined ? '' : t`, line ${thousands(line)}`}${share}`;
}
