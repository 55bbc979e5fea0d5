import { useMemo } from 'react';
import type { Contract } from '../../../shared/goal/contract';
import { limitsWords } from '../../../shared/goal/limits';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { isWaived } from '../../../shared/thread/waiver';
import { placeFact } from '../../../shared/views/placeLook';
import { t } from '../../../shared/words/t';
import { useAppInfo } from '../../stores/appInfo';
import { isWhole } from '../../stores/threadFold';
import { Mono } from '../../ui/Mono';
import { NoSandbox } from '../../ui/NoSandbox';
import { SectionHead } from '../../ui/SectionHead';
import { StatusWord } from '../../ui/StatusWord';
import classes from './ContractPanel.module.css';

/** What the agent may touch, as the sandbox enforces it. */
export function BoundariesSection({
  contract,
  events,
}: {
  readonly contract: Contract;
  readonly events: readonly RecordedEvent[];
}) {
  const refused = useMemo(
    () => events.filter((event) => event.type === 'tool.finished' && isRefusedCall(event)).length,
    [events],
  );
  const { write, hide, hosts, sockets, tools, limits } = contract.boundaries;
  return (
    <section className={classes.section}>
      <SectionHead title={t`Boundaries`} aside={isWhole(events) ? t`${refused} refused` : ''} />
      <dl className={classes.facts}>
        <dt>{t`Write`}</dt>
        <dd>{write.length === 0 ? t`nothing` : <Paths of={write} lines />}</dd>
        <dt>{t`Protected`}</dt>
        <dd>{contract.protect.length === 0 ? t`nothing` : <Paths of={contract.protect} />}</dd>
        <dt>{t`Hidden`}</dt>
        <dd>
          {hide.length > 0 && <Paths of={hide} />}
          {hide.length > 0 && ', '}
          {t`home secrets`}
        </dd>
        <dt>{t`Hosts`}</dt>
        <dd>{hosts.length === 0 ? t`none` : <Paths of={hosts} />}</dd>
        {sockets && (
          <>
            <dt>{t`Sockets`}</dt>
            <dd>{t`Unix sockets allowed`}</dd>
          </>
        )}
        {limitsWords(limits) !== '' && (
          <>
            <dt>{t`A command`}</dt>
            <dd>{t`at most ${limitsWords(limits)}`}</dd>
          </>
        )}
        {tools && (
          <>
            <dt>{t`Tools`}</dt>
            <dd>
              <Paths of={tools} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** A refused claim is the gate's word, not the boundary's. */
function isRefusedCall(event: Extract<RecordedEvent, { type: 'tool.finished' }>): boolean {
  return event.data.status === 'refused' && event.data.name !== 'update_goal';
}

function Paths({ of, lines }: { readonly of: readonly string[]; readonly lines?: boolean }) {
  return of.map((path, index) => (
    <span key={path} className={lines ? classes.pathLine : undefined}>
      <Mono>{path}</Mono>
      {!lines && index < of.length - 1 && ', '}
    </span>
  ));
}

const PROGRAMS: Readonly<Record<string, string>> = { linux: t`bubblewrap, seccomp`, darwin: t`Seatbelt` };

/** Whether commands are held in a sandbox: as the last evidence says, or else as this machine is able to. */
export function SandboxSection({ state }: { readonly state: ThreadState }) {
  const info = useAppInfo();
  const place = placeFact(state);
  const mode = isWaived(state)
    ? 'none'
    : (state.evidence.at(-1)?.sandbox ?? (info?.sandbox.mode === 'missing' ? 'none' : info?.sandbox.mode));
  return (
    <section className={classes.section}>
      <SectionHead title={t`Sandbox`} />
      <dl className={classes.facts}>
        <dt>{t`Mode`}</dt>
        <dd>
          {mode === 'none' ? <NoSandbox /> : <StatusWord glyph="pass" word={t`Enforced`} />}{' '}
          <span className={classes.quiet}>{mode === 'enforced' ? PROGRAMS[info?.platform ?? ''] : ''}</span>
          {state.goal?.waiver && <span className={classes.quiet}>{t`by your word: “${state.goal.waiver.words}”`}</span>}
          {!isWaived(state) && info?.sandbox.mode === 'missing' && <span className={classes.quiet}>{info.sandbox.message}</span>}
        </dd>
        <dt>{t`Place`}</dt>
        <dd>
          {place.name}, <Mono>{place.root}</Mono>
          {place.why !== '' && <span className={classes.quiet}> {place.why}</span>}
        </dd>
      </dl>
    </section>
  );
}
