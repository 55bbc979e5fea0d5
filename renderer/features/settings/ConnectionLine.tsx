import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { connectionRow } from '../../../shared/views/connection';
import { clock } from '../../../shared/views/format';
import { t } from '../../../shared/words/t';
import { useNow } from '../../stores/clock';
import { type Asked, cancelTest, testConnection, useConnection } from '../../stores/connection';
import { clockTime } from '../../ui/clockTime';
import { StatusWord } from '../../ui/StatusWord';
import classes from './ConnectionLine.module.css';

/** The test of the server as the form names it, saved or not, and what came of the last one. */
export function ConnectionLine({ asked, children }: { readonly asked: Asked; readonly children: ReactNode }) {
  const { since, last, fault } = useConnection();
  return (
    <div className={classes.line}>
      {children}
      {since === null ? (
        <Button size="sm" onClick={() => void testConnection(asked)} disabled={asked.model === ''}>
          {t`Test connection`}
        </Button>
      ) : (
        <Button size="sm" onClick={cancelTest}>
          {t`Cancel test`}
        </Button>
      )}
      <p className={classes.words} role="status">
        {since !== null && <Testing since={since} />}
        {since === null &&
          fault === undefined &&
          last === null &&
          t`Asks for one word with the saved key: some 20 to 50 tokens, charged to no goal.`}
        {since === null && fault === undefined && last && <Last asked={asked} last={last} />}
        {since === null && fault}
      </p>
    </div>
  );
}

function Testing({ since }: { readonly since: number }) {
  const now = useNow(1_000);
  return (
    <>
      <StatusWord glyph="running" word={t`Testing`} /> {clock(Math.max(0, now - since))}
      {t`, at most 0:30`}
    </>
  );
}

type Tested = NonNullable<ReturnType<typeof useConnection>['last']>;

/** What was asked otherwise than the form says now proves nothing of it. */
function Last({ asked, last }: { readonly asked: Asked; readonly last: Tested }) {
  const { mark, words } = connectionRow(last.tested);
  const same = asked.model === last.asked.model && asked.baseUrl === last.asked.baseUrl && asked.api === last.asked.api;
  if (!same)
    return <StatusWord glyph="stale" word={t`Not tested as it stands; ${last.asked.model} was at ${clockTime(last.at)}`} />;
  return (
    <>
      <StatusWord glyph={mark.shape} word={mark.word} /> {words} <span className={classes.time}>{clockTime(last.at)}</span>
    </>
  );
}
