import { useEffect, useMemo, useState } from 'react';
import { type Estimate, estimateFrom } from '../../../shared/budget/estimate';
import type { Results } from '../../../shared/ipc/methods';
import { call } from '../../bridge/bridge';
import type { FormPlace } from './formPlace';

/** What a goal here is likely to cost, from finished ones: null where there are none, undefined until they were looked for. */
export function useEstimate({ workspace, model }: Pick<FormPlace, 'workspace' | 'model'>): {
  readonly estimate: Estimate | null | undefined;
  /** Why finished goals could not be looked at. */
  readonly problem: string | undefined;
} {
  const [found, setFound] = useState<Results['history/finished']>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let gone = false;
    void call('history/finished', workspace === null ? {} : { workspace }).then((answer) => {
      if (gone) return;
      setFound(answer.ok ? answer.value : undefined);
      setProblem(answer.ok ? undefined : answer.error.message);
    });
    return () => {
      gone = true;
    };
  }, [workspace]);
  const estimate = useMemo(() => found && estimateFrom(found.goals, { repository: found.repository, model }), [found, model]);
  return { estimate, problem };
}
