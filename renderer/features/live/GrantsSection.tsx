import { useState } from 'react';
import type { Grant } from '../../../shared/thread/goalState';
import { t } from '../../../shared/words/t';
import { firstRefusal } from '../../stores/thread';
import { Mono } from '../../ui/Mono';
import { SectionHead } from '../../ui/SectionHead';
import { TextAction } from '../../ui/TextAction';
import classes from './ContractPanel.module.css';

/** What the user allowed this goal's commands beyond its boundaries, each with the way to take it back. */
export function GrantsSection({ thread, grants }: { readonly thread: string; readonly grants: readonly Grant[] }) {
  const [refusal, setRefusal] = useState<string>();
  if (grants.length === 0) return null;
  const revoke = async (grant: string) => setRefusal(await firstRefusal(thread, [{ type: 'permission.revoke', grant }]));
  return (
    <section className={classes.section}>
      <SectionHead title={t`Allowed beyond`} aside={t`for commands, never for checks`} />
      {grants.map(({ id, allows, command }) => (
        <div key={id} className={classes.grant}>
          <ul>
            {allows.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p className={classes.quiet}>
            {command === null ? t`asked for by itself` : <Mono>{command}</Mono>}{' '}
            <TextAction onClick={() => void revoke(id)} label={t`Revoke: ${allows.join('; ')}`}>
              {t`Revoke`}
            </TextAction>
          </p>
        </div>
      ))}
      {refusal !== undefined && <p role="alert">{refusal}</p>}
    </section>
  );
}
