import { memo } from 'react';
import { type ProseBlock, parseProse, type Span } from '../../../shared/views/prose';
import { Mono } from '../../ui/Mono';
import classes from './Prose.module.css';

/** A model's words: paragraphs, lists and code as text, never as HTML. */
export const Prose = memo(function Prose({ text }: { readonly text: string }) {
  return <div className={classes.prose}>{parseProse(text).map((block, index) => drawn(block, String(index)))}</div>;
});

// Blocks only ever grow at the end, so their place is their name.
function drawn(block: ProseBlock, key: string) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p key={key} className={classes.paragraph}>
          <Spans of={block.text} />
        </p>
      );
    case 'heading':
      return (
        <p key={key} className={classes.heading}>
          <Spans of={block.text} />
        </p>
      );
    case 'code':
      return (
        <pre key={key} className={classes.code}>
          <Mono>{block.text}</Mono>
        </pre>
      );
    case 'list':
      return <List key={key} block={block} />;
  }
}

function List({ block }: { readonly block: Extract<ProseBlock, { kind: 'list' }> }) {
  const items = numbered(block.items).map(([key, item]) => (
    <li key={key}>
      <Spans of={item} />
    </li>
  ));
  return block.ordered ? <ol className={classes.ordered}>{items}</ol> : <ul className={classes.bullets}>{items}</ul>;
}

function Spans({ of }: { readonly of: readonly Span[] }) {
  return numbered(of).map(([key, span]) => {
    if (span.kind === 'code') return <Mono key={key}>{span.text}</Mono>;
    return span.kind === 'strong' ? <b key={key}>{span.text}</b> : <span key={key}>{span.text}</span>;
  });
}

function numbered<T>(items: readonly T[]): readonly (readonly [string, T])[] {
  return items.map((item, index) => [String(index), item]);
}
