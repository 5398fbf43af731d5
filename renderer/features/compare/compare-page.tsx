import { useReady } from '../../router/ready.ts';

export function ComparePage() {
  useReady(true);
  return <h1>Compare</h1>;
}
