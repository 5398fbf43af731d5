import './variables-page.css';
import { ListNotices } from '../../lists/list-notices.tsx';
import { SlowLoading } from '../../lists/slow-loading.tsx';
import { UnreadState } from '../../lists/unread-state.tsx';
import { useReady } from '../../router/ready.ts';
import { useEnv } from '../../router/use-env.ts';
import { useFilter } from './use-filter.ts';
import { useBaseline, useRows } from './use-rows.ts';
import { VariablesView } from './variables-view.tsx';

/** All variables of the environment. A list that did not load completely is an error, never a shorter list. */
export function VariablesPage() {
  const here = useEnv();
  const [baseline, chooseBaseline] = useBaseline();
  const rows = useRows(baseline);
  // Here and not in the view, which goes while another environment loads.
  const filter = useFilter(here.ref);
  useReady(rows.rows !== undefined || rows.error !== undefined);
  return (
    <div className="variables">
      <h1 className="only-spoken">Variables of {here.environment.name}</h1>
      <ListNotices env={here.ref} onShowNews={() => filter.setShow('news')} />
      {rows.error !== undefined ? (
        <UnreadState error={rows.error} onRetry={rows.retry} />
      ) : rows.rows === undefined ? (
        <SlowLoading label={`Loading the variables of ${here.environment.name}`} rows={16} />
      ) : (
        <VariablesView
          rows={rows.rows}
          stamp={rows.stamp}
          baseline={baseline}
          baselineFailed={rows.baselineFailed}
          onBaseline={chooseBaseline}
          state={filter}
        />
      )}
    </div>
  );
}
