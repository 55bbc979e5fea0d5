import { memo } from 'react';
import Markdown, { type Components, type ExtraProps } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { proseBlocks } from '../../../shared/views/proseBlocks';
import { t } from '../../../shared/words/t';
import { CopyWord } from '../../ui/CopyWord';
import { Mono } from '../../ui/Mono';
import classes from './Prose.module.css';
import { ProseLink } from './ProseLink';
import { UnreadProse } from './UnreadProse';

/** Longer parts than this are shown as they were typed: reading them would hold up the page. */
const MOST_CHARACTERS = 60_000;

/** A model's words in Markdown. HTML in them is text, images are named and never loaded. Only the part that grows is read again. */
export const Prose = memo(function Prose({ text }: { readonly text: string }) {
  return (
    <div className={classes.prose}>
      {proseBlocks(text).map((block, index) => (
        // Parts only ever come at the end, so their place is their name.
        <Block key={String(index)} text={block} />
      ))}
    </div>
  );
});

const Block = memo(function Block({ text }: { readonly text: string }) {
  if (text.length > MOST_CHARACTERS) return <p className={classes.paragraph}>{text}</p>;
  return (
    <UnreadProse text={text}>
      <Markdown remarkPlugins={PLUGINS} components={COMPONENTS} urlTransform={asWritten}>
        {text}
      </Markdown>
    </UnreadProse>
  );
});

const PLUGINS = [remarkGfm];

/** An address goes nowhere by itself: `ProseLink` says what may be done with it. */
const asWritten = (url: string) => url;

/** A model's headings are no headings of the app's page. */
const Heading: Components['h1'] = ({ children }) => <p className={classes.heading}>{children}</p>;

const COMPONENTS: Components = {
  p: ({ children }) => <p className={classes.paragraph}>{children}</p>,
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
  // The line's own end follows it, and is drawn.
  br: () => null,
  hr: () => <hr className={classes.rule} />,
  ul: ({ children }) => <ul className={classes.bullets}>{children}</ul>,
  ol: ({ children, start }) => (
    <ol className={classes.ordered} start={start}>
      {children}
    </ol>
  ),
  li: ({ children }) => <li>{children}</li>,
  blockquote: ({ children }) => <blockquote className={classes.quote}>{children}</blockquote>,
  a: ({ href, children }) => <ProseLink href={href ?? ''}>{children}</ProseLink>,
  img: ({ src, alt }) => (
    <ProseLink href={typeof src === 'string' ? src : ''}>{t`Image: ${alt || src || t`without a name`}`}</ProseLink>
  ),
  input: ({ checked }) => <span>{checked ? '☑ ' : '☐ '}</span>,
  code: ({ children }) => <Mono>{children}</Mono>,
  pre: ({ children, node }) => (
    <div className={classes.block}>
      <pre className={classes.code}>{children}</pre>
      <span className={classes.copy}>
        <CopyWord text={codeOf(node)} />
      </span>
    </div>
  ),
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus.
    <section className={classes.tableScroll} aria-label={t`Table`} tabIndex={0}>
      <table className={classes.table}>{children}</table>
    </section>
  ),
  th: ({ children }) => <th>{children}</th>,
  td: ({ children }) => <td>{children}</td>,
};

/** The code of a block as it was written. */
function codeOf(node: ExtraProps['node']): string {
  const [code] = node?.children ?? [];
  const [text] = code?.type === 'element' ? code.children : [];
  return text?.type === 'text' ? text.value.replace(/\n$/, '') : '';
}
