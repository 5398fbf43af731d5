import './import.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportResult } from '../../../core/imports.ts';
import { appQueries } from '../../api/app-queries.ts';
import { asAppError } from '../../api/bridge.ts';
import { scopeQueries } from '../../api/scope-queries.ts';
import { settingsQueries } from '../../api/settings-queries.ts';
import { useReady } from '../../router/ready.ts';
import { ErrorState, Loading } from '../../ui/states.tsx';
import { ImportResultView } from './import-result.tsx';
import { ImportWork } from './import-work.tsx';
import { NoImport } from './no-import.tsx';
import { type Offer, useOffers } from './offer.ts';
import { suggestTarget } from './suggest-target.ts';

/** Look at files before anything of them is taken, take it, and read what is missing where. */
export function ImportPage() {
  const [result, setResult] = useState<ImportResult>();
  const { offer, failed } = useOffer();
  const finished = useOffers((state) => state.finished);
  if (result !== undefined) return <Finished result={result} onDone={finished} />;
  if (failed !== null) return <ErrorState error={asAppError(failed)} />;
  if (offer === 'loading') return <Loading label="Loading the files" />;
  if (offer === undefined) return <NoImport />;
  return (
    <ImportWork
      key={offer.importId}
      offer={offer}
      onImported={(imported) => {
        setResult(imported);
      }}
    />
  );
}

function Finished({ result, onDone }: { readonly result: ImportResult; readonly onDone: () => void }) {
  useReady(true);
  return <ImportResultView result={result} onDone={onDone} />;
}

/** What was just picked, dropped or pasted; else the files named on the command line. */
function useOffer(): { readonly offer: Offer | 'loading' | undefined; readonly failed: Error | null } {
  const offer = useOffers((state) => state.offer);
  const turnedDown = useOffers((state) => state.turnedDown);
  const app = useQuery(appQueries.state());
  const scope = useQuery(scopeQueries.list());
  const settings = useQuery(settingsQueries.get());
  const importId = app.data?.pendingImport;
  const failed = app.error ?? scope.error;
  if (offer !== undefined || turnedDown.length > 0) return { offer, failed: null };
  if (failed !== null) return { offer: undefined, failed };
  if (app.data === undefined || scope.data === undefined || settings.isPending)
    return { offer: 'loading', failed: null };
  if (importId === undefined) return { offer: undefined, failed: null };
  const from = settings.data?.lastPath ?? '/';
  const target = suggestTarget(scope.data.workspaces, from, []);
  return { offer: { importId, target, turned: [], from, slug: undefined }, failed: null };
}
