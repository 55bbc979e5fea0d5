import type { Method, ParsedParams, Results } from '../../shared/ipc/methods';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { Caller } from './caller';
import type { CorePart, Fault } from './ipc';
import { stateOf } from './threads';

type Answered<M extends Method> = Result<Results[M], Fault>;

const ENDED: Fault = { code: 'no_terminal', message: 'This terminal is not open any more.' };

/** The terminals of a thread for its windows: what lives, the way to its bytes, and a person's own shells. */
export function terminalHandlers(core: CorePart) {
  const { threadTerminals, terminals } = core;
  return {
    async list({ thread }: ParsedParams<'terminal/list'>): Promise<Answered<'terminal/list'>> {
      const state = stateOf(core, thread);
      return state.ok ? ok({ terminals: await threadTerminals.list(thread), host: threadTerminals.hostNews }) : state;
    },

    /** The host has its end before the page has the other, so that the page's first word finds it there. */
    async attach(params: ParsedParams<'terminal/attach'>, caller: Caller): Promise<Answered<'terminal/attach'>> {
      const { thread, terminal, ticket, input } = params;
      const state = stateOf(core, thread);
      if (!state.ok) return state;
      const id = await threadTerminals.find(thread, terminal, caller.gone);
      if (id === undefined) return err(ENDED);
      const channel = caller.openChannel();
      if (!(await terminals.attach(id, channel.far, { input }))) {
        channel.close();
        return err(ENDED);
      }
      channel.hand(ticket);
      return ok({});
    },

    async close({ thread, terminal, force }: ParsedParams<'terminal/close'>): Promise<Answered<'terminal/close'>> {
      const state = stateOf(core, thread);
      if (!state.ok) return state;
      const running = await threadTerminals.close(thread, terminal, { force });
      return ok({ closed: running.length === 0, running });
    },

    async screen({ thread, terminal }: ParsedParams<'terminal/screen'>): Promise<Answered<'terminal/screen'>> {
      const state = stateOf(core, thread);
      return state.ok ? ok(await threadTerminals.screen(thread, terminal)) : state;
    },

    async openShell({ thread }: ParsedParams<'shell/open'>): Promise<Answered<'shell/open'>> {
      const state = stateOf(core, thread);
      return state.ok ? threadTerminals.openShell(state.value) : state;
    },
  };
}
