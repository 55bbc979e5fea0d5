import { type ReactNode, useState } from 'react';
import { t } from '../../../shared/words/t';
import classes from './Prose.module.css';

/** Plain https is opened in the browser, by the road that main guards; any other address is only copied. */
export function ProseLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const [copied, setCopied] = useState<boolean>();
  if (isPlainHttps(href)) {
    return (
      <a className={classes.link} href={href} target="_blank" rel="noreferrer" title={href}>
        {children}
      </a>
    );
  }
  const copy = () => {
    void navigator.clipboard.writeText(href).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <button type="button" className={classes.copied} title={t`Copy ${href}`} onClick={copy}>
      {children}
      {copied !== undefined && <span className={classes.said}>{copied ? t` copied` : t` not copied`}</span>}
    </button>
  );
}

function isPlainHttps(href: string): boolean {
  if (!URL.canParse(href)) return false;
  const { protocol, username, password } = new URL(href);
  return protocol === 'https:' && username === '' && password === '';
}
