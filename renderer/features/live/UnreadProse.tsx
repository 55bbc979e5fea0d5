import { Component, type ReactNode } from 'react';
import classes from './Prose.module.css';

/** Where a text cannot be read as Markdown (a thousand levels of quotes), it stands as it was typed. */
export class UnreadProse extends Component<
  { readonly text: string; readonly children: ReactNode },
  { readonly unread: boolean }
> {
  override state: { readonly unread: boolean } = { unread: false };

  static getDerivedStateFromError() {
    return { unread: true };
  }

  override render() {
    return this.state.unread ? <p className={classes.paragraph}>{this.props.text}</p> : this.props.children;
  }
}
