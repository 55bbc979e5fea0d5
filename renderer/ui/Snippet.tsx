import type { SnippetPart } from '../../shared/views/search/snippet';
import classes from './Snippet.module.css';

/** A found piece of text, with the words that were looked for. */
export function Snippet({ parts }: { readonly parts: readonly SnippetPart[] }) {
  return (
    <span>
      {parts.map(({ text, marked }, index) => {
        const key = `${index} ${text}`;
        return marked ? (
          <mark key={key} className={classes.mark}>
            {text}
          </mark>
        ) : (
          <span key={key}>{text}</span>
        );
      })}
    </span>
  );
}
