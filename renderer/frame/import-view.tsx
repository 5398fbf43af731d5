import { lazy, Suspense } from 'react';
import { Loading } from '../ui/states.tsx';

const ImportPage = lazy(async () => {
  const found = await import('../features/imports/import-page.tsx');
  return { default: found.ImportPage };
});

/** Looking at files before anything of them is taken: a place of its own, with or without a project. */
export function ImportView() {
  return (
    <main className="alone">
      <Suspense
        fallback={
          <>
            <h1 className="only-spoken">One moment</h1>
            <Loading label="Loading the import" />
          </>
        }
      >
        <ImportPage />
      </Suspense>
    </main>
  );
}
