import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { t } from '../../shared/words/t';
import { Fault } from './Fault';
import classes from './Notice.module.css';

interface Props {
  /** What is lost while it shows: `The timeline`. */
  readonly what: string;
  readonly children: ReactNode;
}

/** Keeps a fault of one region in that region: the rest of the page stays usable. */
export class ErrorBoundary extends Component<Props, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className={classes.boundary}>
        <Fault
          cause={t`${this.props.what} could not be shown`}
          remedy={t`A fault of the app. The goal and its record are not touched.`}
          action={<Button onClick={() => this.setState({ error: undefined })}>{t`Show again`}</Button>}
          details={error instanceof Error ? (error.stack ?? error.message) : String(error)}
        />
      </div>
    );
  }
}
