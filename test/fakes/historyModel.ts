import { assertNever } from '../../shared/kernel/assertNever';
import type { ProviderError, TranscriptItem } from '../../shared/provider/model';
import type { ThreadState } from '../../shared/thread/state';
import type { CallName, ModelMove } from './historyMoves';
import { call, say, testContract } from './simulatedThread';
import { reviewOf } from './simulatedWork';

/** What a model said in a request of a history that came to an answer. */
export function itemsOf(model: Exclude<ModelMove, { says: 'fault' }>): TranscriptItem[] {
  if (model.says === 'nothing') return [];
  return model.says === 'words' ? [say('Let me think.')] : [say('Now:'), ...model.calls.map(callOf)];
}

/** A model that claims finds all met, one that calls other tools finds nothing met, and one that only talks gives no review. */
export function reviewItems(state: ThreadState, model: Exclude<ModelMove, { says: 'fault' }>): readonly TranscriptItem[] {
  if (model.says !== 'calls') return itemsOf(model);
  const diff = state.verification?.checkpoint?.id ?? '';
  if (model.calls.includes('claim')) return reviewOf(state, 'met', [diff]);
  return reviewOf(
    state,
    model.calls.includes('block_badly') ? 'met' : 'not met',
    model.calls.includes('shell') ? ['e999'] : [diff],
  );
}

/** How a request of a history failed; `at` is the thread's clock, in milliseconds. */
export function faultOf(model: Extract<ModelMove, { says: 'fault' }>, at: number): ProviderError {
  const { retryAfterMs } = model;
  if (model.kind === 'quota') {
    return { kind: 'quota', message: 'the quota is used up', ...(retryAfterMs === null ? {} : { resetAt: at + retryAfterMs }) };
  }
  const after = retryAfterMs === null ? {} : { retryAfterMs };
  return { kind: model.kind, message: `the server said ${model.kind}`, ...after };
}

function callOf(name: CallName): TranscriptItem {
  const dossier = {
    attempts: ['looked'],
    evidence: [],
    blocker: 'no key',
    needs: [
      { id: 'key', kind: 'text', question: 'Which key?' },
      { id: 'host', kind: 'text', question: 'Which host?' },
    ],
  };
  switch (name) {
    case 'shell':
      return call('shell', { command: 'make' });
    case 'background':
      return call('shell', { command: 'serve', background: true });
    case 'read_file':
      return call('read_file', { path: 'a.js' });
    case 'search':
      return call('search', { pattern: 'x' });
    case 'get_goal':
      return call('get_goal');
    case 'update_plan':
      return call('update_plan', { steps: [{ step: 'measure', status: 'pending' }] });
    case 'record_iteration':
      return call('record_iteration', { changed: 'a', evidence: 'b', next: 'c' });
    case 'record_claim':
      return call('record_claim', { id: 'mean', claim: 'it is 4', route: 'summed', status: 'uncertain', evidence: [] });
    case 'record_confirmed':
      return call('record_claim', { id: 'mean', claim: 'it is 4', route: 'summed', status: 'confirmed', evidence: ['e2'] });
    case 'record_badly':
      return call('record_claim', { id: 'max', claim: 'it is 9', route: 'guessed', status: 'confirmed', evidence: ['e999'] });
    case 'run_bench':
      return call('run_check', { id: 'bench' });
    case 'run_tests':
      return call('run_check', { id: 'tests' });
    case 'run_unknown':
      return call('run_check', { id: 'nothing' });
    case 'claim':
      return call('update_goal', { status: 'complete', summary: 'done' });
    case 'block':
      return call('update_goal', { status: 'blocked', summary: 'stuck', dossier });
    case 'block_badly':
      return call('update_goal', { status: 'blocked', summary: 'stuck', dossier: { ...dossier, evidence: ['e999'] } });
    case 'wait_time':
      return call('wait', { for: 'time', ms: 1_000 });
    case 'wait_process':
      return call('wait', { for: 'process', session: 'p1' });
    case 'ask_host':
      return call('request_permission', {
        why: 'it downloads',
        command: 'npm install left-pad',
        hosts: ['registry.example.com'],
      });
    case 'ask_more':
      return call('request_permission', { why: 'later commands download', hosts: ['registry.example.com'] });
    case 'ask_never':
      return call('request_permission', { why: 'please', command: 'cat x && id', hosts: ['never'] });
    case 'propose':
      return call('propose_contract', testContract({ outcome: 'p95 below 90 ms' }));
    case 'propose_badly':
      return call('propose_contract', { ...testContract(), verification: [{ id: 'bench', kind: 'command' }] });
    case 'unknown_tool':
      return call('make_coffee', {});
    case 'bad_arguments':
      return call('shell', { cmd: 1 });
    default:
      return assertNever(name);
  }
}
