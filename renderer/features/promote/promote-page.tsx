import { useReady } from '../../router/ready.ts';

export function PromotePage() {
  useReady(true);
  return <h1>Promote</h1>;
}
