import './export.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Output } from '../../../core/ipc/contract.ts';
import { useEnv } from '../../router/use-env.ts';
import { ExportForm } from './export-form.tsx';
import { exportQueries } from './export-queries.ts';
import type { ExportRequest } from './export-request.ts';
import { ExportResult } from './export-result.tsx';

export interface ExportDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Write an environment's variables into a file, and say what was left out of it. */
export function ExportDialog({ isOpen, onClose }: ExportDialogProps) {
  return isOpen ? <OpenDialog onClose={onClose} /> : null;
}

function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const here = useEnv();
  const [request, setRequest] = useState<ExportRequest>({
    env: here.ref,
    format: 'dotenv',
    content: 'values',
  });
  const [typed, setTyped] = useState<string>();
  const [result, setResult] = useState<Output<'exports.write'>>();
  const suggested = useQuery(exportQueries.suggest(request));
  const environment = here.environments.find((one) => one.slug === request.env.slug);
  const of = { name: environment?.name ?? request.env.slug, kind: environment?.kind };
  return result === undefined ? (
    <ExportForm
      {...of}
      request={request}
      environments={here.environments}
      path={typed ?? suggested.data?.path ?? ''}
      onRequest={setRequest}
      onPath={setTyped}
      onWritten={setResult}
      onClose={onClose}
    />
  ) : (
    <ExportResult
      {...of}
      request={request}
      result={result}
      onClose={onClose}
      onJson={() => {
        setRequest({ ...request, format: 'json' });
        setTyped(undefined);
        setResult(undefined);
      }}
    />
  );
}
