import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { GOAL_TOOLS } from '../../../shared/tools/arguments';
import { listsSummary, type PathLists, unmatchedEntries } from '../../../shared/views/boundaryTree';
import type { BoundariesForm } from '../../../shared/views/goalForm';
import { t } from '../../../shared/words/t';
import { Empty } from '../../ui/Empty';
import { Mono } from '../../ui/Mono';
import { SectionHead } from '../../ui/SectionHead';
import { StatusWord } from '../../ui/StatusWord';
import { useFormAccess } from './formContext';
import { useFormPlace } from './formPlace';
import { LimitsField } from './LimitsField';
import { LinesField } from './LinesField';
import classes from './Lower.module.css';
import { PathTree } from './PathTree';
import { ProposedMark } from './ProposedMark';
import { usePathLooks } from './usePathLooks';

/** What else the sandbox enforces, besides the writable paths: hidden and protected files, hosts, sockets, tools, limits. */
export function Touch() {
  const { form, change } = useFormAccess();
  const { boundaries } = form;
  const set = (part: Partial<BoundariesForm>) => change({ ...form, boundaries: { ...boundaries, ...part } });
  return (
    <section
      aria-label={t`What the agent may touch`}
      data-part={t`boundaries.hide boundaries.hosts boundaries.sockets boundaries.tools boundaries.limits protect`}
    >
      <SectionHead title={t`What the agent may touch`} aside={t`click a word to change it`} />
      <Paths />
      <Line term={t`Protected`} path="protect">
        <LinesField
          bare
          label={t`Protected files`}
          path="protect"
          lines={form.protect}
          onChange={(protect) => change({ ...form, protect })}
          placeholder={t`files the checks rest on`}
        />
      </Line>
      <Line term={t`Hidden`} path="boundaries.hide">
        <LinesField
          bare
          label={t`Hidden paths`}
          path="boundaries.hide"
          lines={boundaries.hide}
          onChange={(hide) => set({ hide })}
          placeholder={t`none besides home secrets`}
        />
      </Line>
      <Line term={t`Hosts`} path="boundaries.hosts">
        <LinesField
          bare
          label={t`Hosts`}
          path="boundaries.hosts"
          lines={boundaries.hosts}
          onChange={(hosts) => set({ hosts })}
          placeholder={t`no network`}
        />
      </Line>
      <Line term={t`Tools`} path="boundaries.tools">
        <Tools tools={boundaries.tools} onChange={(tools) => set({ tools })} />
      </Line>
      <Line term={t`Sockets`} path="boundaries.sockets">
        <div className={classes.plain}>
          <Checkbox
            label={t`Unix sockets may be used`}
            checked={boundaries.sockets}
            onChange={(event) => set({ sockets: event.currentTarget.checked })}
          />
        </div>
      </Line>
      <Line term={t`Limits`} path="boundaries.limits">
        <LimitsField limits={boundaries.limits} onChange={(limits) => set({ limits })} />
      </Line>
    </section>
  );
}

/** The tree, what the contract's paths come to in it, and those of them that match nothing. */
function Paths() {
  const { form, change } = useFormAccess();
  const { workspace, not } = useFormPlace();
  const { boundaries, protect } = form;
  const lists = { write: boundaries.write, hide: boundaries.hide, protect };
  const looks = usePathLooks(workspace, [...lists.write, ...lists.hide, ...lists.protect]);
  if (workspace === null) return <Empty>{t`The files stand here once a folder is chosen.`}</Empty>;
  const set = (next: PathLists) =>
    change({ ...form, boundaries: { ...boundaries, write: next.write, hide: next.hide }, protect: next.protect });
  return (
    <>
      <PathTree workspace={workspace} lists={lists} onChange={set} disabled={not !== undefined} />
      <p className={classes.summary}>{listsSummary(lists, looks)}</p>
      {unmatchedEntries(lists, looks).map(({ entry, made, words }) => (
        <p key={`${entry} ${words}`} className={classes.summary}>
          <StatusWord glyph={made ? 'draft' : 'finding'} word={<Mono>{entry}</Mono>} /> {words}
        </p>
      ))}
    </>
  );
}

/** All tools, or those that are ticked; a name that the app does not know stays in the list until it is taken out. */
function Tools(props: {
  readonly tools: readonly string[] | null;
  readonly onChange: (tools: readonly string[] | null) => void;
}) {
  const { tools } = props;
  const names = [...GOAL_TOOLS, ...(tools ?? []).filter((name) => !isKnown(name))];
  const toggle = (name: string, on: boolean) =>
    props.onChange(names.filter((known) => (known === name ? on : tools?.includes(known))));
  return (
    <>
      <div className={classes.plain}>
        <Checkbox
          label={t`All tools`}
          checked={tools === null}
          onChange={(event) => props.onChange(event.currentTarget.checked ? null : [...GOAL_TOOLS])}
        />
      </div>
      {tools !== null && (
        <div className={classes.tools}>
          {names.map((name) => (
            <Checkbox
              key={name}
              label={<Mono>{name}</Mono>}
              checked={tools.includes(name)}
              onChange={(event) => toggle(name, event.currentTarget.checked)}
            />
          ))}
        </div>
      )}
    </>
  );
}

const isKnown = (name: string) => GOAL_TOOLS.some((known) => known === name);

function Line(props: { readonly term: string; readonly path: string; readonly children: ReactNode }) {
  return (
    <div className={classes.row}>
      <span className={classes.term}>{props.term}</span>
      <div>
        {props.children}
        <ProposedMark path={props.path} name={props.term.toLowerCase()} />
      </div>
    </div>
  );
}
