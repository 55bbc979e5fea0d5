import { useCallback, useEffect, useState } from 'react';
import type { KeptPermissions } from '../../../shared/ipc/methods';
import { allowanceWords } from '../../../shared/tools/permission/allowance';
import { matchText, matchWords } from '../../../shared/tools/permission/match';
import { t } from '../../../shared/words/t';
import { call } from '../../bridge/bridge';
import { firstRefusal } from '../../stores/thread';
import { Empty } from '../../ui/Empty';
import { Loading } from '../../ui/Loading';
import { Mono } from '../../ui/Mono';
import { PermissionRow } from './PermissionRow';
import { Section } from './Section';
import classes from './SettingsPlace.module.css';

/** What was allowed beyond the boundaries: always in a workspace, or for a goal that is not over. Each can be taken back. */
export function Permissions() {
  const { kept, problem, take } = usePermissions();
  const nothing = kept && kept.rules.length === 0 && kept.grants.length === 0;
  return (
    <Section id="settings-permissions" aside={t`beyond the contracts’ boundaries; checks never get any of it`}>
      {!kept && problem === undefined && <Loading rows={2} words={t`Reading permissions`} />}
      {nothing && <Empty>{t`Nothing is allowed. What you answer with Always or For this goal is listed here.`}</Empty>}
      {kept && !nothing && (
        <table className={`${classes.table} ${classes.permissions}`}>
          <thead>
            <tr>
              <th scope="col">{t`For`}</th>
              <th scope="col">{t`Where`}</th>
              <th scope="col">{t`Allows`}</th>
              <th scope="col">
                <span className={classes.hidden}>{t`Revoke`}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {kept.rules.map(({ id, match, workspace, allow }) => (
              <PermissionRow
                key={id}
                subject={match === null ? t`every command` : <Mono>{matchText(match)}</Mono>}
                words={matchWords(match)}
                where={<Mono>{workspace}</Mono>}
                allows={allowanceWords(allow)}
                onRevoke={() => void take(() => revokeRule(id))}
              />
            ))}
            {kept.grants.map(({ id, thread, grant, title, command, allows }) => (
              <PermissionRow
                key={id}
                subject={t`commands of “${title}”`}
                words={command === null ? t`Until that goal is over.` : t`Asked for ${command}. Until that goal is over.`}
                where={t`this goal`}
                allows={allows}
                onRevoke={() => void take(() => firstRefusal(thread, [{ type: 'permission.revoke', grant }]))}
              />
            ))}
          </tbody>
        </table>
      )}
      {kept?.damaged.map((file) => (
        <p key={file} className={classes.refusal} role="alert">
          {file} {t`is no rule, and allows nothing. Remove it.`}
        </p>
      ))}
      {problem !== undefined && (
        <p className={classes.refusal} role="alert">
          {problem}
        </p>
      )}
    </Section>
  );
}

function usePermissions() {
  const [kept, setKept] = useState<KeptPermissions>();
  const [problem, setProblem] = useState<string>();
  const read = useCallback(async () => {
    const answer = await call('permissions/list', {});
    if (answer.ok) setKept(answer.value);
    else setProblem(answer.error.message);
  }, []);
  useEffect(() => void read(), [read]);
  const take = async (revoke: () => Promise<string | undefined>) => {
    setProblem(await revoke());
    await read();
  };
  return { kept, problem, take };
}

async function revokeRule(id: string): Promise<string | undefined> {
  const answer = await call('permissions/revoke', { id });
  return answer.ok ? undefined : answer.error.message;
}
