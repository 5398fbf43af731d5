import { NotFound } from './not-found.tsx';

/** Any path that is not one of ours. */
export function NowhereView() {
  return <NotFound what="page" name={window.location.pathname.slice(0, 80)} />;
}
