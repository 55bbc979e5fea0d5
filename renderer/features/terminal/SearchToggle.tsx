import classes from './SearchBar.module.css';

/** A way in which a search reads its words. */
export function SearchToggle(props: {
  readonly label: string;
  readonly words: string;
  readonly on: boolean;
  readonly onToggle: (on: boolean) => void;
}) {
  const { label, words, on } = props;
  return (
    <button
      type="button"
      className={classes.toggle}
      aria-label={label}
      title={label}
      aria-pressed={on}
      onClick={() => props.onToggle(!on)}
    >
      {words}
    </button>
  );
}
