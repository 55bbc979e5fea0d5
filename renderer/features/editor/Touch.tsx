import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BoundariesForm } from '../../../shared/views/goalForm';
import { SectionHead } from '../../ui/SectionHead';
import { useFormAccess } from './formContext';
import { LimitsField } from './LimitsField';
import { LinesField } from './LinesField';
import classes from './Lower.module.css';
import { ProposedMark } from './ProposedMark';

/** What else the sandbox enforces, besides the writable paths: hidden and protected files, hosts, sockets, tools, limits. */
export function Touch() {
  const { form, change } = useFormAccess();
  const { boundaries } = form;
  const set = (part: Partial<BoundariesForm>) => change({ ...form, boundaries: { ...boundaries, ...part } });
  return (
    <section aria-label="What the agent may touch">
      <SectionHead title="What the agent may touch" aside="one name a line" />
      <Line term="Protected" path="protect">
        <LinesField
          bare
          label="Protected files"
          path="protect"
          lines={form.protect}
          onChange={(protect) => change({ ...form, protect })}
          placeholder="files the checks rest on"
        />
      </Line>
      <Line term="Hidden" path="boundaries.hide">
        <LinesField
          bare
          label="Hidden paths"
          path="boundaries.hide"
          lines={boundaries.hide}
          onChange={(hide) => set({ hide })}
          placeholder="none besides home secrets"
        />
      </Line>
      <Line term="Hosts" path="boundaries.hosts">
        <LinesField
          bare
          label="Hosts"
          path="boundaries.hosts"
          lines={boundaries.hosts}
          onChange={(hosts) => set({ hosts })}
          placeholder="no network"
        />
      </Line>
      {boundaries.tools !== null && (
        <Line term="Only tools" path="boundaries.tools">
          <LinesField bare label="Tools" path="boundaries.tools" lines={boundaries.tools} onChange={(tools) => set({ tools })} />
        </Line>
      )}
      <Line term="Sockets" path="boundaries.sockets">
        <div className={classes.plain}>
          <Checkbox
            label="Unix sockets may be used"
            checked={boundaries.sockets}
            onChange={(event) => set({ sockets: event.currentTarget.checked })}
          />
        </div>
      </Line>
      <Line term="A command" path="boundaries.limits">
        <LimitsField limits={boundaries.limits} onChange={(limits) => set({ limits })} />
      </Line>
    </section>
  );
}

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
