import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ImportFileChoice, ImportTarget } from '../../../core/imports.ts';
import { ask } from '../../api/bridge.ts';

export const importQueries = {
  /** The rows against the target as it is now. Without values. */
  preview: (importId: string, target: ImportTarget, files: readonly ImportFileChoice[], possible: boolean) =>
    queryOptions({
      queryKey: ['imports', importId, target, files],
      queryFn: () => ask('imports.preview', { importId, target, files: [...files] }),
      placeholderData: keepPreviousData,
      enabled: possible,
      retry: false,
    }),
};
